using System.Globalization;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>
/// Waiting time, service time and work for any figure query. Work by hour is the question by hour, with a
/// teller in the scope.
/// </summary>
/// <param name="store">Best a snapshot: a query reads more than once.</param>
/// <param name="registry">For names and zones.</param>
/// <param name="definitions">For limit and bands.</param>
internal sealed class WaitingReader(
    ISums store, BranchRegistry registry, DefinitionBook definitions)
{
    private static readonly Dictionary<string, long> Nothing = [];

    /// <summary>The answer.</summary>
    /// <exception cref="KeyNotFoundException">There is no definition of the query's id.</exception>
    public WaitingSheet Ask(FigureQuery query)
    {
        var (sums, waits) = (LineSums.Read(store, query), LineSums.Read(store, query, MeasureFamily.Waits));
        var outlets = Surroundings.Read(store, query with { By = By.Total }, sums);
        return new(
            query,
            [.. sums.Lines.Where(l => l.Value.GetValueOrDefault(Measures.Served) > 0).OrderBy(l => l.Key)
                .Select(l => Line(l.Key, l.Value, waits.Lines.GetValueOrDefault(l.Key) ?? Nothing, query))],
            Line(new(), sums.Total, waits.Total, query),
            outlets.Feed(new(), sums.Total));
    }

    private WaitingLine Line(
        LineKey key, IReadOnlyDictionary<string, long> sums, IReadOnlyDictionary<string, long> waits,
        FigureQuery query)
    {
        var definition = query.Definition is { } id ? definitions.Find(id)
            : definitions.On(key.First ?? query.Period.From);
        var times = Histogram(waits, Measures.WaitPrefix);
        var waited = sums.GetValueOrDefault(Measures.Waited);
        var (worked, work) =
            (sums.GetValueOrDefault(Measures.Worked), sums.GetValueOrDefault(Measures.WorkedSeconds));
        var limit = definition.Waiting.LimitMinutes * 60;
        return new(
            key, Names(key, query), definition, sums.GetValueOrDefault(Measures.Served), waited,
            Mean(sums.GetValueOrDefault(Measures.WaitedSeconds), waited),
            Quantile(times, 50), Quantile(times, 90),
            new(times.Where(t => t.Key >= limit).Sum(t => t.Value), times.Values.Sum()),
            Bands(times, waits, definition.Waiting.BandMinutes),
            worked, work, Mean(work, worked), sums.GetValueOrDefault(Measures.UnusableTimes));
    }

    private LineNames Names(LineKey key, FigureQuery query)
    {
        var outlet = key.Outlet ?? query.Scope.Outlet;
        return new(
            outlet is { } o ? registry.NameOf(o) : null,
            outlet is { } at && key.Counter is { } counter ? registry.NameOf(at, counter) : null,
            outlet is { } its && key.Teller is { } teller ? registry.NameOf(its, teller) : null,
            outlet is { } there ? registry.Outlet(there).Zone.Id : null,
            key.Unit is { } unit ? registry.NameOf(unit) : null);
    }

    private static List<WaitingBand> Bands(
        SortedDictionary<long, long> times, IReadOnlyDictionary<string, long> waits,
        IReadOnlyList<int> ends)
    {
        var (asked, unasked) =
            (Histogram(waits, Measures.AskedPrefix), Histogram(waits, Measures.UnaskedPrefix));
        var all = times.Values.Sum();
        var bands = new List<WaitingBand>();
        for (var i = 0; i <= ends.Count; i++)
        {
            var (from, to) = (i == 0 ? 0 : ends[i - 1], i < ends.Count ? ends[i] : (int?)null);
            long Sum(SortedDictionary<long, long> counts) => counts
                .Where(c => c.Key >= from * 60 && (to is null || c.Key < to * 60)).Sum(c => c.Value);
            var askedHere = Sum(asked);
            bands.Add(new(from, to, new(Sum(times), all), new(askedHere, askedHere + Sum(unasked))));
        }

        return bands;
    }

    private static SortedDictionary<long, long> Histogram(
        IReadOnlyDictionary<string, long> waits, string prefix)
    {
        var counts = new SortedDictionary<long, long>();
        foreach (var (measure, count) in waits)
        {
            if (!measure.StartsWith(prefix, StringComparison.Ordinal)) continue;
            counts[long.Parse(measure.AsSpan(prefix.Length), CultureInfo.InvariantCulture)] = count;
        }

        return counts;
    }

    /// <summary>The smallest time that so many of a hundred did not exceed.</summary>
    private static long? Quantile(SortedDictionary<long, long> times, int ofHundred)
    {
        var (all, before) = (times.Values.Sum(), 0L);
        foreach (var (seconds, count) in times)
        {
            before += count;
            if (100 * before >= ofHundred * all) return seconds;
        }

        return null;
    }

    private static long? Mean(long seconds, long count) => count > 0 ? seconds / count : null;
}
