using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>How two accounts of one thing stand to each other.</summary>
internal enum Agreement
{
    /// <summary>One of them is not there yet, and need not be.</summary>
    Open,

    /// <summary>The same.</summary>
    Agrees,

    /// <summary>The same, after an amendment.</summary>
    Amended,

    /// <summary>Not held here.</summary>
    Missing,

    /// <summary>Other digests, or other counts.</summary>
    Differs,
}

/// <summary>A day of an outlet, and what the month says of it.</summary>
/// <param name="Day">Which.</param>
/// <param name="Report">The newest edition held; null for none.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="InMonth">The number and edition the month's statement rests on; null without one.</param>
internal sealed record DayAgreement(
    DateOnly Day, StatedReport? Report, Agreement Standing, RestsLine? InMonth);

/// <summary>A month's or quarter's own statement against the days held.</summary>
/// <param name="Period">Which.</param>
/// <param name="Report">Its newest edition; null for none.</param>
/// <param name="Counts">Whether its counts are the sums of the rows held.</param>
/// <param name="Differing">Measures that are otherwise.</param>
internal sealed record MonthAgreement(
    Period Period, StatedReport? Report, Agreement Counts, IReadOnlyList<string> Differing);

/// <summary>
/// An outlet's statements of a period against each other, by number, digest and count: each day that should
/// be held, the days each month says it rests on, and the month's counts against the rows figures are made
/// of.
/// </summary>
internal sealed record Reconciliation(
    BankOutlet Outlet, Period Period, IReadOnlyList<DayAgreement> Days, IReadOnlyList<MonthAgreement> Months)
{
    public static Reconciliation Of(
        IStatementStore statements, BankTree tree, BankOutlet outlet, Period period, DateTimeOffset now)
    {
        var held = statements.Figures.Reports(PeriodKind.Day, period.From, period.To, outlet.Id)
            .ToDictionary(r => r.Period.From);
        var months = statements.Newest(
            outlet.Id, PeriodKind.Month, StatedChange.Month(period.From), period.To);
        var rests = months.SelectMany(m => m.Signed.Statement.Rests).ToDictionary(r => r.Period);
        var days = new List<DayAgreement>();
        for (var day = period.From; day <= period.To; day = day.AddDays(1))
        {
            var (report, line) =
                (held.GetValueOrDefault(day), rests.GetValueOrDefault(Period.Day(day).ToString()));
            if (report is null && line is null && tree.Parent(outlet.Id, day) is null) continue;
            days.Add(new(day, report, Standing(report, line, ReportedDay.Due(outlet.Rules, day), now), line));
        }

        return new(outlet, period, days, [.. months.Select(m => Of(statements.Figures, outlet.Id, m))]);
    }

    private static Agreement Standing(
        StatedReport? report, RestsLine? line, DateTimeOffset due, DateTimeOffset now) =>
        report is null ? line is null && now <= due ? Agreement.Open : Agreement.Missing
        : line is not null && line.Hash != report.Hash
            ? report.Edition > line.Edition ? Agreement.Amended : Agreement.Differs
        : report.Edition > 1 ? Agreement.Amended : Agreement.Agrees;

    private static MonthAgreement Of(IStatedFigures figures, OutletId outlet, KeptStatement kept)
    {
        var (head, month) = (kept.Signed.Head, Statement.PeriodOf(kept.Signed.Head.Period)!);
        var said = new Dictionary<string, long>();
        foreach (var (measure, count) in kept.Signed.Statement.Tellers.SelectMany(t => t.Counts))
            said[measure] = said.GetValueOrDefault(measure) + count;
        var rows = figures.Rows(new(Grain.Month, StatedPart.Whole, month.From, month.From, outlet))
            .SelectMany(r => StatedCounts.Read(r.Counts)).ToDictionary(c => c.Key, c => c.Value);
        // what the rows have beyond the statement's measures was read from its lines of devices
        var differing = said.Where(s => rows.GetValueOrDefault(s.Key) != s.Value).Select(s => s.Key)
            .Order(StringComparer.Ordinal).ToList();
        var report = new StatedReport(
            outlet, month, head.N, head.Edition, kept.Signed.Hash, 0, 0, kept.Kept, kept.Kept);
        return new(month, report, differing.Count > 0 ? Agreement.Differs
            : head.Edition > 1 ? Agreement.Amended : Agreement.Agrees, differing);
    }
}
