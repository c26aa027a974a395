using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Makes the counts of a statement again from what devices wrote and the feed told, by the code that made
/// them. Pure.
/// </summary>
internal static class AuditCounts
{
    /// <summary>Each count that can be made again, of the statement and of the lines.</summary>
    /// <param name="held">The statement.</param>
    /// <param name="written">All of the day, made of lines and rows.</param>
    /// <param name="definition">The one the statement names; null where it is not known here: then only what
    /// entries count is made again.</param>
    public static IReadOnlyList<AuditCount> Of(
        SignedStatement held, OutletDay written, Definition? definition)
    {
        bool Makes(string measure) => definition is not null || Tally.Counts(measure);
        var derived = definition is null ? [] : DayCells.Of(written, definition);
        // waiting times are those of an outlet, whoever served
        var lines = Sums(written.Events.SelectMany(Tally.Deltas).Concat(derived)
            .Where(c => Measures.Family(c.Measure) != MeasureFamily.Types)
            .Select(c => (Measures.Family(c.Measure) == MeasureFamily.Waits ? null : c.Teller, c.Measure,
                c.Count)), Makes);
        var waits = held.Statement.Waits?.Counts.Select(c => ((TellerId?)null, c.Key, c.Value)) ?? [];
        var said = Sums(held.Statement.Tellers
            .SelectMany(t => t.Counts.Select(c => (t.Teller, c.Key, c.Value))).Concat(waits), Makes);
        return
        [
            .. said.Keys.Union(lines.Keys)
                .Select(k => new AuditCount(
                    k.Teller, k.Measure, said.GetValueOrDefault(k), lines.GetValueOrDefault(k)))
                .Where(c => (c.Said, c.Lines) is not (0, 0))
                .OrderBy(c => c.Teller ?? default).ThenBy(c => c.Measure, StringComparer.Ordinal),
        ];
    }

    private static Dictionary<(TellerId? Teller, string Measure), long> Sums(
        IEnumerable<(TellerId? Teller, string Measure, long Count)> counts, Predicate<string> wanted)
    {
        var sums = new Dictionary<(TellerId?, string), long>();
        foreach (var (teller, measure, count) in counts.Where(c => wanted(c.Measure)))
            sums[(teller, measure)] = sums.GetValueOrDefault((teller, measure)) + count;
        return sums;
    }
}
