using RatingDevice.Collector.Figures;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>Something in an answer that does not hold.</summary>
/// <param name="Device">Whose; null where it is not a device's.</param>
/// <param name="Journal">Which journal; null where it is of none.</param>
/// <param name="N">The line; 0 where it is none.</param>
/// <param name="What">One sentence.</param>
/// <param name="Zh">The same in Chinese; null where it was found before there was one.</param>
internal sealed record AuditFinding(
    DeviceId? Device, JournalId? Journal, long N, string What, string? Zh = null)
{
    public static AuditFinding Of(DeviceId? device, JournalId? journal, long n, Words what) =>
        new(device, journal, n, what.En, what.Zh);

    public override string ToString() => Journal is { } journal
        ? $"device {Device}, journal {journal}, line {N}: {What}" : What;

    public string In(Language language) => language == Language.En || Zh is null ? ToString()
        : Journal is { } journal ? $"设备 {Device}，日志 {journal}，第 {N} 条：{Zh}" : Zh;
}

/// <summary>What an audit found. The first finding is the first line that does not hold.</summary>
/// <param name="Id">Which question.</param>
/// <param name="Outlet">About whom.</param>
/// <param name="Day">Business day.</param>
/// <param name="N">The statement it was held against: that of the question, or a later edition of the
/// day.</param>
/// <param name="Holds">True: every line, signature and count does.</param>
/// <param name="Journals">How many were walked.</param>
/// <param name="Lines">Journal lines checked.</param>
/// <param name="Counts">Counts of the statement made again from them and the served rows.</param>
/// <param name="Estimated">Lines whose time rests on the outlet's collector, as their device had no
/// clock.</param>
/// <param name="Findings">At most <see cref="MostFindings"/>.</param>
/// <param name="At">When it was checked, UTC.</param>
internal sealed record AuditResult(
    AuditId Id, OutletId Outlet, DateOnly Day, long N, bool Holds, int Journals, long Lines, long Counts,
    long Estimated, IReadOnlyList<AuditFinding> Findings, DateTimeOffset At)
{
    /// <summary>Findings that are kept; one is enough to look into.</summary>
    public const int MostFindings = 100;

    /// <summary>Of an answer that could not be held against anything.</summary>
    public static AuditResult Broken(AuditAsk ask, Words what, DateTimeOffset at) => new(
        ask.Id, ask.Outlet, ask.Day, ask.N, false, 0, 0, 0, 0, [AuditFinding.Of(null, null, 0, what)], at);
}
