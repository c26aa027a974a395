using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Days added up.</summary>
internal sealed record ReportedCountsShape(
    long Expected, long Reported, long Absent, long NotDue, long Late, long Amended, long EntriesMissing,
    decimal? ReportedPercent)
{
    public static ReportedCountsShape Of(ReportedCounts c) => new(
        c.Expected, c.Reported, c.Absent, c.NotDue, c.Late, c.Amended, c.Missing, c.Percent);
}

/// <summary>An outlet's day: state is elsewhere, not-due, absent, in-time or late.</summary>
internal sealed record ReportedDayShape(
    DateOnly Day, string State, int Edition, long EntriesMissing, int HoursLate);

/// <summary>An outlet.</summary>
internal sealed record ReportedOutletShape(
    string Outlet, string Name, ReportedCountsShape Counts, IReadOnlyList<ReportedDayShape> Days);

/// <summary>A branch directly below; null for the outlets directly below.</summary>
internal sealed record ReportedBranchShape(
    string? Unit, string? Name, int Outlets, ReportedCountsShape Counts);

/// <summary>Who reported what.</summary>
internal sealed record ReportedAnswer(
    string Unit, string Period, ReportedCountsShape Total, IReadOnlyList<ReportedBranchShape> Branches,
    int AllOutlets, int Sheet, IReadOnlyList<ReportedOutletShape> Outlets)
{
    public static ReportedAnswer Of(ReportedMap map, int sheet) => new(
        map.Unit.Id.ToString(), map.Period.ToString(), ReportedCountsShape.Of(map.Total),
        [.. map.Branches.Select(b => new ReportedBranchShape(
            b.Branch?.Id.ToString(), b.Branch?.Name, b.Outlets, ReportedCountsShape.Of(b.Counts)))],
        map.Lines.Count, sheet,
        [.. map.Lines.Skip((sheet - 1) * PageFrame.MostLines).Take(PageFrame.MostLines)
            .Select(l => Of(map, l))]);

    private static ReportedOutletShape Of(ReportedMap map, ReportedLine line) => new(
        line.Outlet.Id.ToString(), line.Outlet.Name, ReportedCountsShape.Of(line.Counts),
        [.. line.Days.Select((d, i) => new ReportedDayShape(
            map.Period.From.AddDays(i), Shapes.Kebab(d.State), d.Edition, d.Missing, d.HoursLate))]);
}

/// <summary>A statement held.</summary>
internal sealed record HeldStatementShape(
    long N, int Edition, string Digest, long Entries, long EntriesMissing, DateTimeOffset Kept)
{
    public static HeldStatementShape? Of(StatedReport? r) => r is null ? null
        : new(r.N, r.Edition, r.Hash.ToString(), r.Entries, r.Missing, r.Kept);
}

/// <summary>A day, month or quarter: standing is open, agrees, amended, missing or differs.</summary>
/// <param name="Period">Which.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Statement">Its newest edition.</param>
/// <param name="Differing">Measures whose count is not the sum of what is held.</param>
/// <param name="Otherwise">Periods it rests on as they are not held, or held and not rested on.</param>
internal sealed record AgreementShape(
    string Period, string Standing, HeldStatementShape? Statement, IReadOnlyList<string> Differing,
    IReadOnlyList<string> Otherwise);

/// <summary>An outlet's statements against each other.</summary>
internal sealed record ReconciliationAnswer(
    string Outlet, string Period, IReadOnlyList<AgreementShape> Days, IReadOnlyList<AgreementShape> Wholes,
    IReadOnlyList<StatedJournalShape> Journals, IReadOnlyList<CutShape> Cut)
{
    public static ReconciliationAnswer Of(Reconciliation r) => new(
        r.Outlet.Id.ToString(), r.Period.ToString(),
        [.. r.Days.Select(d => new AgreementShape(
            Figures.Period.Day(d.Day).ToString(), Shapes.Kebab(d.Standing), HeldStatementShape.Of(d.Report),
            [], []))],
        [.. r.Wholes.Select(w => new AgreementShape(
            w.Period.ToString(), Shapes.Kebab(w.Counts), HeldStatementShape.Of(w.Report), w.Differing,
            w.Otherwise))],
        [.. r.Journals.Select(StatedJournalShape.Of)],
        [.. r.Cut.Select(c => new CutShape(
            c.Day, c.Zone, c.CutOver, c.Known.Zone.Id, c.Known.CutOverHour))]);
}

/// <summary>A day cut otherwise than the bank's file says.</summary>
internal sealed record CutShape(DateOnly Day, string Zone, int CutOver, string FileZone, int FileCutOver);
