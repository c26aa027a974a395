using RatingDevice.Collector.Figures;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>
/// What an outlet says of one closed business day, month or quarter: a function of what its collector holds,
/// so the same holdings give the same bytes. STATEMENT.md is the contract.
/// </summary>
/// <param name="Head">Whose, which, and what it follows.</param>
/// <param name="Tellers">Counts a teller, sorted; the line without a teller first.</param>
/// <param name="Devices">Journal ranges, sorted by device and journal; of a day only.</param>
/// <param name="Served">What the served feed told; null without a feed, and for months and quarters.</param>
/// <param name="Waits">Customers by waiting time, and times in all; empty without a feed.</param>
/// <param name="Rests">The statements a month or quarter is made of, by period; empty for a day.</param>
/// <param name="Changes">What a later edition says otherwise than the one it replaces.</param>
internal sealed record Statement(
    StatementHead Head, IReadOnlyList<TellerLine> Tellers, IReadOnlyList<DeviceLine> Devices,
    ServedLine? Served, WaitsLine? Waits, IReadOnlyList<RestsLine> Rests, IReadOnlyList<ChangeLine> Changes)
{
    /// <summary>Every line in the order it is written.</summary>
    public IEnumerable<StatementLine> Lines()
    {
        yield return Head;
        foreach (var line in Tellers) yield return line;
        foreach (var line in Devices) yield return line;
        if (Served is not null) yield return Served;
        if (Waits is not null) yield return Waits;
        foreach (var line in Rests) yield return line;
        foreach (var line in Changes) yield return line;
    }

    /// <summary>Puts lines together; null where one is missing, twice or out of its order.</summary>
    public static Statement? Of(IReadOnlyList<StatementLine> lines)
    {
        if (lines.Count == 0 || lines[0] is not StatementHead head) return null;
        var made = new Statement(
            head, [.. lines.OfType<TellerLine>()], [.. lines.OfType<DeviceLine>()],
            lines.OfType<ServedLine>().FirstOrDefault(), lines.OfType<WaitsLine>().FirstOrDefault(),
            [.. lines.OfType<RestsLine>()], [.. lines.OfType<ChangeLine>()]);
        return made.Lines().SequenceEqual(lines, ReferenceEqualityComparer.Instance) ? made : null;
    }

    /// <summary>The period as all figures know it; null where the head's text is none.</summary>
    public static Period? PeriodOf(string text) =>
        PeriodText.Read(text, out _, out _) is var period
            && period?.Kind is PeriodKind.Day or PeriodKind.Month or PeriodKind.Quarter ? period : null;
}
