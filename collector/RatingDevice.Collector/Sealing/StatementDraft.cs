using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Sealing;

/// <summary>
/// What a statement says, before it has a number: the same holdings give the same draft. Pure.
/// </summary>
/// <param name="outlet">Whose, with its rules.</param>
/// <param name="definition">In force on the period's first day.</param>
/// <param name="program">Name and version of this program.</param>
internal sealed class StatementDraft(OutletRecord outlet, Definition definition, string program)
{
    /// <summary>Of a day.</summary>
    /// <param name="day">What is held of it.</param>
    /// <param name="registry">For the names of tellers, and for devices that wrote nothing.</param>
    /// <param name="ends">What devices wrote and did not deliver; null where that is not known.</param>
    public Statement Day(DayHoldings day, BranchRegistry registry, IReadOnlyList<MissingEnd>? ends)
    {
        // a device may say any number of itself; no statement may
        long Missing(DeviceId device) => ends?.Where(e => e.Post.Device == device && e.First <= day.Day
            && day.Day <= e.Last).Aggregate(0L, (sum, e) =>
                Math.Min(StatementRules.MostCount, sum + Math.Min(StatementRules.MostCount, e.Missing))) ?? 0;
        var wrote = day.Ranges.Select(r => r.Post.Device).ToHashSet();
        var devices = day.Ranges
            .Select(r => new DeviceLine(r.Post.Device, r.Post.Counter, r.Journal, r.First, r.Last, r.Hash,
                r.Key, r.SignedTo, r.Sig, Missing(r.Post.Device)))
            .Concat(registry.Devices.Where(d => d.Post.Outlet == outlet.Id && !wrote.Contains(d.Id))
                .Select(d => new DeviceLine(
                    d.Id, d.Post.Counter, null, 0, 0, null, null, 0, null, Missing(d.Id))))
            .OrderBy(d => d.Device).ThenBy(d => d.Journal ?? default);
        var tellers = day.Figures.GroupBy(c => c.Teller).OrderBy(g => g.Key ?? default)
            .Select(g => new TellerLine(g.Key, g.Key is { } t ? registry.NameOf(t) : null,
                Sums(g.Select(c => (c.Measure, c.Count)))));
        var waits = Sums(day.Waits.Select(c => (c.Measure, c.Count)));
        return new(
            Head(Period.Day(day.Day)), [.. tellers.Where(t => t.Counts.Count > 0)], [.. devices],
            day.Served.Count > 0 ? ServedLine.Of(day.Served) : null,
            waits.Count > 0 ? new(waits) : null, [], []);
    }

    /// <summary>Of a month from its days, or of a quarter from its months.</summary>
    /// <param name="period">Which.</param>
    /// <param name="parts">The newest edition of each part, in order.</param>
    public Statement Whole(Period period, IReadOnlyList<SignedStatement> parts)
    {
        var tellers = parts.SelectMany(p => p.Statement.Tellers).GroupBy(t => t.Teller)
            .OrderBy(g => g.Key ?? default)
            .Select(g => new TellerLine(g.Key, g.Last().Name,
                Sums(g.SelectMany(t => t.Counts).Select(c => (c.Key, c.Value)))));
        var waits = Sums(parts.SelectMany(p => p.Statement.Waits?.Counts ?? Nothing)
            .Select(c => (c.Key, c.Value)));
        return new(
            Head(period), [.. tellers.Where(t => t.Counts.Count > 0)], [], null,
            waits.Count > 0 ? new(waits) : null,
            [.. parts.Select(p => new RestsLine(p.Head.Period, p.Head.N, p.Head.Edition, p.Hash))], []);
    }

    private static readonly IReadOnlyDictionary<string, long> Nothing = new Dictionary<string, long>();

    private StatementHead Head(Period period) => new(
        StatementText.Version, outlet.Id, 1, Digest.Zero, period.ToString(), 1, null, [],
        outlet.Rules.Zone.Id, outlet.Rules.CutOverHour, definition.Id, definition.Hash, program);

    private static SortedDictionary<string, long> Sums(IEnumerable<(string Measure, long Count)> counts)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (measure, count) in counts) sums[measure] = sums.GetValueOrDefault(measure) + count;
        foreach (var none in sums.Where(s => s.Value == 0).Select(s => s.Key).ToList()) sums.Remove(none);
        return sums;
    }
}
