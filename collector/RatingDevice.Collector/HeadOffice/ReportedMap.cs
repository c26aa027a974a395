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

/// <summary>The outlets of a branch directly below, each on the days it stood there, added up; for an absent
/// branch, those directly below the unit itself.</summary>
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

        var spans = Spans(tree, period);
        foreach (var (first, end) in spans)
        {
            foreach (var outlet in tree.OutletsBelow(unit.Id, period.From.AddDays(first)))
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
            [.. OfBranches(tree, unit, period, lines, spans).OrderBy(b => b.Counts.Percent ?? 100)
                .ThenByDescending(b => b.Counts.Missing).ThenBy(b => b.Branch?.Id)],
            lines.Aggregate(ReportedCounts.None, (sum, l) => sum.With(l.Counts)));
    }

    /// <summary>Runs of days on which the tree is the same, as places in the period, the end left
    /// out.</summary>
    private static List<(int First, int End)> Spans(BankTree tree, Period period)
    {
        var starts = tree.Changes(period.From, period.To).Prepend(period.From)
            .Select(d => d.DayNumber - period.From.DayNumber).ToList();
        return [.. starts.Select((first, i) => (first, i + 1 < starts.Count ? starts[i + 1] : period.Days))];
    }

    /// <summary>Each day of an outlet belongs to the branch it stood under on that day.</summary>
    private static IEnumerable<ReportedBranch> OfBranches(
        BankTree tree, BankUnit unit, Period period, IReadOnlyList<ReportedLine> lines,
        IReadOnlyList<(int First, int End)> spans)
    {
        var stays = lines.SelectMany(line => spans
            .Where(s => line.Days[s.First].State != ReportedState.Elsewhere)
            .GroupBy(s => tree.Branch(line.Outlet.Id, unit.Id, period.From.AddDays(s.First)))
            .Select(b => (Branch: b.Key, Counts: b.SelectMany(s => line.Days.Take(s.End).Skip(s.First))
                .Aggregate(ReportedCounts.None, (sum, day) => sum.With(day)))));
        return stays.GroupBy(s => s.Branch).Select(b => new ReportedBranch(b.Key, b.Count(),
            b.Aggregate(ReportedCounts.None, (sum, s) => sum.With(s.Counts))));
    }
}
