using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>Answers figure queries.</summary>
/// <param name="store">Best a snapshot: a query reads more than once.</param>
/// <param name="registry">For names and zones.</param>
/// <param name="definitions">What figures mean.</param>
/// <param name="ends">What devices wrote and did not deliver; null where nobody listens to them.</param>
internal sealed class FigureReader(
    ISums store, BranchRegistry registry, DefinitionBook definitions,
    IReadOnlyList<MissingEnd>? ends = null)
{
    private static readonly LineKey Everything = new();
    private static readonly Dictionary<string, long> Nothing = [];

    private readonly CoverageReader _coverage = new(registry, ends);

    /// <summary>The figures, with the period before and the outlet's mean beside each line.</summary>
    /// <exception cref="KeyNotFoundException">There is no definition of the query's id.</exception>
    public FigureSheet Ask(FigureQuery query)
    {
        var now = LineSums.Read(store, query);
        var around = Surroundings.Read(store, query, now);
        var before = query.By is By.Hour or By.WeekdayHour ? null : Before(query);
        var areMeans = query is { By: By.Outlet, Scope: { Counter: null, Teller: null } };
        var means = areMeans ? []
            : around.Means.ToDictionary(o => o.Key, o => Line(new(o.Key), o.Value, query, around).Rates);
        var lines = now.Lines.Select(l => Line(l.Key, l.Value, query, around))
            .Concat(around.Silent(registry, ends, now).Select(key => Line(key, Nothing, query, around)))
            .ToList();
        lines.Sort((a, b) => a.Key.CompareTo(b.Key));
        var ranks = Ranks(lines, query);
        return new(
            query,
            [.. lines.Select((l, i) => l with
            {
                Rank = i < ranks.Count ? ranks[i] : null,
                Before = before?.Invoke(l.Key, l.Definition),
                OutletMean = areMeans ? l.Rates
                    : (l.Key.Outlet ?? query.Scope.Outlet) is { } outlet ? means.GetValueOrDefault(outlet)
                    : null,
            })],
            Whole(now, query, around, before));
    }

    // The unattributed bucket is nobody to be ranked.
    private IReadOnlyList<RankGroup?> Ranks(List<FigureLine> lines, FigureQuery query) =>
        query.By is By.Teller or By.Counter or By.Outlet or By.Unit
            ? RankGroups.Of(
                [.. lines.Select(l => query.By == By.Teller && l.Key.Teller is null
                    ? default : l.Rates.Satisfaction)],
                Definition(query, query.Period.From).MinimumN)
            : [];

    private FigureLine Whole(
        LineSums now, FigureQuery query, Surroundings around, Func<LineKey, Definition, Proportion?>? before)
    {
        var whole = Line(new(), now.Total, query, around);
        // in time order what was read begins earlier, and ends with the query itself
        if (before is null || InTime(query.By))
            before = Before(query with { By = By.Total });
        return whole with { Before = before(whole.Key, whole.Definition) };
    }

    /// <summary>Both periods by the line's own definition: a change of rules is no change of
    /// service.</summary>
    private Func<LineKey, Definition, Proportion?> Before(FigureQuery query)
    {
        var earlier = query with { Period = query.Period.Before() };
        // in time order each line has its forerunner in the sheet or at its end
        if (InTime(query.By)) earlier = earlier with { Period = new(earlier.Period.From, query.Period.To) };
        var sums = LineSums.Read(store, earlier, tallied: true);
        return (key, definition) =>
        {
            var wanted = key.First is { } first ? key with { First = Forerunner(first, query.By) } : key;
            var found = wanted == Everything ? sums.Total : sums.Lines.GetValueOrDefault(wanted);
            return found is { Count: > 0 } ? LineCounts.Satisfaction(found, definition) : null;
        };
    }

    private static bool InTime(By by) => by is By.Day or By.Week or By.Month or By.DeviceDay;

    private static DateOnly Forerunner(DateOnly first, By by) => by switch
    {
        By.Month => first.AddMonths(-1),
        By.Week => first.AddDays(-7),
        _ => first.AddDays(-1),
    };

    private FigureLine Line(
        LineKey key, IReadOnlyDictionary<string, long> sums, FigureQuery query, Surroundings around)
    {
        var definition = Definition(query, key.First ?? query.Period.From);
        var counts = LineCounts.Of(sums, definition, around.Feed(key, sums));
        var outlet = key.Outlet ?? query.Scope.Outlet;
        return new(
            key,
            new(outlet is { } o ? registry.NameOf(o) : null,
                outlet is { } at && key.Counter is { } counter ? registry.NameOf(at, counter) : null,
                outlet is { } its && key.Teller is { } teller ? registry.NameOf(its, teller) : null,
                outlet is { } there ? registry.Outlet(there).Zone.Id : null,
                (key.Unit ?? query.Scope.Unit) is { } unit ? registry.NameOf(unit) : null),
            definition, counts, LineRates.Of(counts, definition),
            Coverage: around.Coverage(_coverage, key, sums));
    }

    private Definition Definition(FigureQuery query, DateOnly day) =>
        query.Definition is { } id ? definitions.Find(id) : definitions.On(day);
}
