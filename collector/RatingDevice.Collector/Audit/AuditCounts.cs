using RatingDevice.Collector.Account;
using RatingDevice.Collector.Flags;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Makes the counts of a statement again from what devices wrote, by the code that made them: every one where
/// no feed told of the day; where one did, all that do not follow from its tickets, which stay in the outlet.
/// Pure.
/// </summary>
internal static class AuditCounts
{
    /// <summary>What a feed does not change. The account of the served does, and the rules that look at
    /// it.</summary>
    private static readonly HashSet<string> WithoutFeed =
    [
        Measures.DeviceDay, Measures.Entries,
        .. new[] { FlagRule.Stray, FlagRule.Soon, FlagRule.SameKey, FlagRule.Reopened, FlagRule.InService }
            .Select(rule => Measures.FlagPrefix + rule),
    ];

    /// <summary>Each count that can be made again, of the statement and of the lines.</summary>
    /// <param name="held">The statement.</param>
    /// <param name="written">Rows of the day, made of the lines.</param>
    /// <param name="definition">The one the statement names; null where it is not known here: then only what
    /// entries count is made again.</param>
    public static IReadOnlyList<AuditCount> Of(
        SignedStatement held, OutletDay written, Definition? definition)
    {
        var fed = held.Statement.Served is not null;
        bool Makes(string measure) => Tally.Counts(measure)
            || (definition is not null && (!fed || WithoutFeed.Contains(measure)));
        var derived = definition is null ? [] : DayCells.Of(written, definition);
        var lines = Sums(written.Events.SelectMany(Tally.Deltas).Concat(derived)
            .Where(c => Measures.Family(c.Measure) == MeasureFamily.Figures)
            .Select(c => (c.Teller, c.Measure, c.Count)), Makes);
        var said = Sums(held.Statement.Tellers
            .SelectMany(t => t.Counts.Select(c => (t.Teller, c.Key, c.Value))), Makes);
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
