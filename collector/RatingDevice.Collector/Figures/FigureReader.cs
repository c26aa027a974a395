using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>Answers figure queries.</summary>
/// <param name="store">Best a snapshot: a query reads more than once.</param>
/// <param name="registry">For names and zones.</param>
/// <param name="definitions">What figures mean.</param>
internal sealed class FigureReader(
    IRatingStore store, BranchRegistry registry, DefinitionBook definitions)
{
    /// <summary>The figures, with the period before and the outlet's mean beside each line.</summary>
    /// <exception cref="KeyNotFoundException">There is no definition of the query's id.</exception>
    public FigureSheet Ask(FigureQuery query)
    {
        var now = LineSums.Read(store, query);
        var before = query.By is By.Hour or By.WeekdayHour ? null : Before(query);
        var means = query.By is By.Teller or By.Counter && query.Scope is { Counter: null, Teller: null }
            ? Means(now, query) : Means(LineSums.Read(store, query with
                {
                    By = By.Outlet, Scope = query.Scope with { Counter = null, Teller = null },
                }), query);
        var lines = now.Lines.Select(l => Line(l.Key, l.Value, query)).ToList();
        var least = Definition(query, query.Period.From).MinimumN;
        var ranks = query.By is By.Teller or By.Counter or By.Outlet
            ? RankGroups.Of([.. lines.Select(Rankable)], least) : [];
        return new(
            query,
            [.. lines.Select((l, i) => l with
            {
                Rank = ranks.ElementAtOrDefault(i),
                Before = before?.Invoke(l.Key, l.Definition),
                OutletMean = (l.Key.Outlet ?? query.Scope.Outlet) is { } outlet
                    ? means.GetValueOrDefault(outlet) : null,
            })],
            Whole(now, query),
            now.Total.GetValueOrDefault(Measures.FeedDay), now.Total.GetValueOrDefault(Measures.ActiveDay));
    }

    // The unattributed bucket is nobody to be ranked.
    private static Proportion Rankable(FigureLine l) =>
        l.Key is { Teller: null, Counter: null, Outlet: null } ? default : l.Rates.Satisfaction;

    private FigureLine Whole(LineSums now, FigureQuery query)
    {
        var whole = Line(new(), now.Total, query);
        return whole with { Before = Before(query with { By = By.Total })(whole.Key, whole.Definition) };
    }

    /// <summary>Both periods by the line's own definition: a change of rules is no change of
    /// service.</summary>
    private Func<LineKey, Definition, LineRates?> Before(FigureQuery query)
    {
        var earlier = query with { Period = query.Period.Before() };
        // in time order each line has its forerunner in the sheet or at its end
        if (query.By is By.Day or By.Week or By.Month)
            earlier = earlier with { Period = new(earlier.Period.From, query.Period.To) };
        var sums = LineSums.Read(store, earlier).Lines;
        return (key, definition) =>
        {
            var wanted = key.First is { } first ? key with { First = Forerunner(first, query.By) } : key;
            return sums.TryGetValue(wanted, out var found)
                ? LineRates.Of(LineCounts.Of(found, definition), definition) : null;
        };
    }

    private static DateOnly Forerunner(DateOnly first, By by) => by switch
    {
        By.Month => first.AddMonths(-1),
        By.Week => first.AddDays(-7),
        _ => first.AddDays(-1),
    };

    private Dictionary<OutletId, LineRates> Means(LineSums sums, FigureQuery query) =>
        sums.ByOutlet().ToDictionary(o => o.Key, o => Line(new(o.Key), o.Value, query).Rates);

    private FigureLine Line(LineKey key, IReadOnlyDictionary<string, long> sums, FigureQuery query)
    {
        var definition = Definition(query, key.First ?? query.Period.From);
        var counts = LineCounts.Of(sums, definition);
        var outlet = key.Outlet ?? query.Scope.Outlet;
        return new(
            key,
            new(outlet is { } o ? registry.NameOf(o) : null,
                outlet is { } at && key.Counter is { } counter ? registry.NameOf(at, counter) : null,
                key.Teller is { } teller ? registry.NameOf(teller) : null,
                outlet is { } there ? registry.Outlet(there).Zone.Id : null),
            definition, counts, LineRates.Of(counts, definition));
    }

    private Definition Definition(FigureQuery query, DateOnly day) =>
        query.Definition is { } id ? definitions.Find(id) : definitions.On(day);
}
