using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Statements;

/// <summary>
/// What of a statement figures are made of: a function of the statement alone. Rows come from days only; a
/// month's and a quarter's are the sums of their days' newest editions, which is what their own statements
/// say too.
/// </summary>
/// <param name="Report">That it was reported.</param>
/// <param name="Rows">Rows of the day; none for a month or quarter.</param>
/// <param name="Tellers">Whom it names.</param>
internal sealed record StatedPeriod(
    StatedReport Report, IReadOnlyList<StatedRow> Rows, IReadOnlyList<StatedTeller> Tellers)
{
    /// <param name="signed">The statement.</param>
    /// <param name="kept">When it is kept here.</param>
    public static StatedPeriod Of(SignedStatement signed, DateTimeOffset kept)
    {
        var (head, statement) = (signed.Head, signed.Statement);
        var period = Statement.PeriodOf(head.Period)!;
        var entries = statement.Devices.Where(d => d.Journal is not null).Sum(d => d.Last - d.First + 1);
        var report = new StatedReport(
            head.Outlet, period, head.N, head.Edition, signed.Hash, entries,
            Missing(statement), kept, kept);
        var tellers = statement.Tellers.Where(t => t.Teller is not null)
            .Select(t => new StatedTeller(t.Teller!.Value, head.Outlet, t.Name, period.To)).ToList();
        return new(report, period.Kind == PeriodKind.Day ? DayRows(statement, report) : [], tellers);
    }

    /// <summary>A device says it once, though each of its journals has a line.</summary>
    private static long Missing(Statement statement) =>
        statement.Devices.GroupBy(d => d.Device).Sum(device => device.Max(d => d.Missing));

    private static List<StatedRow> DayRows(Statement statement, StatedReport report)
    {
        var (whole, nobody) = (new Dictionary<string, long>(), new Dictionary<string, long>());
        var rows = new List<StatedRow>();
        foreach (var line in statement.Tellers)
        {
            foreach (var (measure, count) in line.Counts) Add(whole, measure, count);
            if (line.Teller is null) nobody = new(line.Counts);
            else Row(StatedPart.Teller, line.Teller, line.Counts);
        }

        // what devices wrote belongs to nobody, and is told by their lines
        if (!whole.ContainsKey(Measures.Entries)) Both(Measures.Entries, report.Entries);
        if (whole.ContainsKey(Measures.ActiveDay))
            Both(Measures.SilentDay, statement.Devices.Count(d => d.Journal is null));
        Row(StatedPart.Teller, null, nobody);
        Row(StatedPart.Whole, null, whole);
        Row(StatedPart.Waits, null, statement.Waits?.Counts.Where(c =>
            Measures.Family(c.Key) == MeasureFamily.Waits) ?? []);
        return rows;

        void Both(string measure, long count)
        {
            Add(whole, measure, count);
            Add(nobody, measure, count);
        }

        void Row(StatedPart part, TellerId? teller, IEnumerable<KeyValuePair<string, long>> counts)
        {
            if (StatedCounts.Write(counts) is { Length: > 0 } bytes)
                rows.Add(new(new(Grain.Day, part, report.Period.From, report.Outlet, teller), bytes));
        }
    }

    private static void Add(Dictionary<string, long> sums, string measure, long count) =>
        sums[measure] = sums.GetValueOrDefault(measure) + count;
}
