using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>How the days of some outlets stand, added up.</summary>
internal sealed record ReportedCounts(
    long Expected, long Reported, long Absent, long NotDue, long Late, long Amended, long Missing)
{
    public static ReportedCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Reported of those that are due or came already, percent.</summary>
    public decimal? Percent => new Proportion(Reported, Reported + Absent).Percent;

    public ReportedCounts With(ReportedDay day) => day.State == ReportedState.Elsewhere ? this : new(
        Expected + 1, Reported + (day.Edition > 0 ? 1 : 0),
        Absent + (day.State == ReportedState.Absent ? 1 : 0),
        NotDue + (day.State == ReportedState.NotDue ? 1 : 0),
        Late + (day.State == ReportedState.Late ? 1 : 0), Amended + (day.Edition > 1 ? 1 : 0),
        Math.Max(Missing, day.Missing)); // the same missing end may stand in every day: the most, not the sum

    public ReportedCounts With(ReportedCounts other) => new(
        Expected + other.Expected, Reported + other.Reported, Absent + other.Absent, NotDue + other.NotDue,
        Late + other.Late, Amended + other.Amended, Missing + other.Missing);
}

/// <summary>An outlet's days.</summary>
/// <param name="Outlet">Which.</param>
/// <param name="Days">In order of the period.</param>
/// <param name="Counts">Added up.</param>
internal sealed record ReportedLine(
    BankOutlet Outlet, IReadOnlyList<ReportedDay> Days, ReportedCounts Counts);

/// <summary>The outlets of a branch directly below, added up; for an absent branch, those directly below the
/// unit itself.</summary>
internal sealed record ReportedBranch(BankUnit? Branch, int Outlets, ReportedCounts Counts);

/// <summary>Who reported which day, who did not, how late: all outlets below a unit. Pure.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Period">The days.</param>
/// <param name="Lines">Every outlet, the worst first: days absent, then entries missing, then days
/// late.</param>
/// <param name="Branches">Added up by branch, the worst first.</param>
/// <param name="Total">All.</param>
internal sealed record ReportedMap(
    BankUnit Unit, Period Period, IReadOnlyList<ReportedLine> Lines,
    IReadOnlyList<ReportedBranch> Branches, ReportedCounts Total)
{
    /// <param name="tree">The bank.</param>
    /// <param name="unit">Whose outlets.</param>
    /// <param name="period">Which days.</param>
    /// <param name="reports">Reports of days in the period, of these outlets at least.</param>
    /// <param name="now">Head office's clock.</param>
    public static ReportedMap Of(
        BankTree tree, BankUnit unit, Period period, IEnumerable<StatedReport> reports, DateTimeOffset now)
    {
        var (days, dues) = (new Dictionary<OutletId, ReportedDay[]>(),
            new Dictionary<OutletRules, DateTimeOffset[]>());
        DateTimeOffset[] Due(BankOutlet outlet) => dues.TryGetValue(outlet.Rules, out var known) ? known
            : dues[outlet.Rules] = [.. Enumerable.Range(0, period.Days)
                .Select(i => ReportedDay.Due(outlet.Rules, period.From.AddDays(i)))];

        var spans = tree.Changes(period.From, period.To).Prepend(period.From).ToList();
        for (var span = 0; span < spans.Count; span++)
        {
            var (first, end) = (spans[span].DayNumber - period.From.DayNumber,
                span + 1 < spans.Count ? spans[span + 1].DayNumber - period.From.DayNumber : period.Days);
            foreach (var outlet in tree.OutletsBelow(unit.Id, spans[span]))
            {
                if (!days.TryGetValue(outlet.Id, out var line))
                    days[outlet.Id] = line = new ReportedDay[period.Days];
                var due = Due(outlet);
                for (var i = first; i < end; i++) line[i] = ReportedDay.Of(null, due[i], now);
            }
        }

        foreach (var report in reports)
        {
            var i = report.Period.From.DayNumber - period.From.DayNumber;
            if (i >= 0 && i < period.Days && days.TryGetValue(report.Outlet, out var line)
                && line[i].State != ReportedState.Elsewhere && tree.Outlet(report.Outlet) is { } outlet)
                line[i] = ReportedDay.Of(report, Due(outlet)[i], now);
        }

        var lines = days.Select(d => new ReportedLine(tree.Outlet(d.Key)!, d.Value,
            d.Value.Aggregate(ReportedCounts.None, (sum, day) => sum.With(day)))).ToList();
        return new(unit, period,
            [.. lines.OrderByDescending(l => l.Counts.Absent).ThenByDescending(l => l.Counts.Missing)
                .ThenByDescending(l => l.Counts.Late).ThenByDescending(l => l.Counts.Amended)
                .ThenBy(l => l.Outlet.Id)],
            [.. lines.GroupBy(l => tree.Branch(l.Outlet.Id, unit.Id, period.To)).Select(b =>
                new ReportedBranch(b.Key, b.Count(),
                    b.Aggregate(ReportedCounts.None, (sum, l) => sum.With(l.Counts))))
                .OrderBy(b => b.Counts.Percent ?? 100).ThenByDescending(b => b.Counts.Missing)
                .ThenBy(b => b.Branch?.Id)],
            lines.Aggregate(ReportedCounts.None, (sum, l) => sum.With(l.Counts)));
    }
}
