using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>
/// What stands around the lines of a query: the outlets they belong to, whole. Days of the feed and entries
/// of devices belong to nobody's line, so they are looked up here.
/// </summary>
internal sealed class Surroundings
{
    private readonly FigureQuery _query;
    private readonly LineSums _outlets;
    private readonly LineSums _ofType;

    private Surroundings(FigureQuery query, LineSums outlets, LineSums ofType) =>
        (_query, _outlets, _ofType) = (query, outlets, ofType);

    /// <summary>Says where outlets stand; null at a branch.</summary>
    private IUnitSums? Units { get; init; }

    /// <summary>Outlet-days the feed told of, and on which anything happened.</summary>
    public (long Feed, long Active) Days => (
        _outlets.Total.GetValueOrDefault(Measures.FeedDay),
        _outlets.Total.GetValueOrDefault(Measures.ActiveDay));

    /// <summary>The same outlets of the query's business type, for their means.</summary>
    public IReadOnlyDictionary<OutletId, Dictionary<string, long>> Means => _ofType.ByOutlet();

    public static Surroundings Read(ISums store, FigureQuery query, LineSums now)
    {
        var around = query with { By = By.Outlet, Scope = new(query.Scope.Outlet, Unit: query.Scope.Unit) };
        if (query.Scope == around.Scope) // the lines are all there is
            return new(query, now, now) { Units = store as IUnitSums };
        var near = query.Scope.Outlet is null ? query.Scope.Teller : null;
        var outlets = LineSums.Read(store, around, near: near);
        return query.Scope.Type is null ? new(query, outlets, outlets)
            : new(query, outlets, LineSums.Read(store, around with
                {
                    Scope = around.Scope with { Type = query.Scope.Type },
                }, near: near));
    }

    /// <summary>True where a feed told of the line's customers, so that none is 0 and not unknown.</summary>
    public bool Fed(LineKey key, IReadOnlyDictionary<string, long> sums)
    {
        if (sums.GetValueOrDefault(Measures.FeedDay) > 0) return true;
        var whole = _query.Scope is { Counter: null, Teller: null, Type: null }
            && _query.By is not (By.Teller or By.Counter or By.Hour or By.WeekdayHour);
        return !whole && OfOutlet(key.Outlet ?? _query.Scope.Outlet).GetValueOrDefault(Measures.FeedDay) > 0;
    }

    /// <summary>True where the feed told of every active day of the line's outlets.</summary>
    public bool FedThroughout(LineKey key, IReadOnlyDictionary<string, long> sums)
    {
        var days = sums.ContainsKey(Measures.ActiveDay) ? sums : OfOutlet(key.Outlet ?? _query.Scope.Outlet);
        return days.GetValueOrDefault(Measures.FeedDay) >= days.GetValueOrDefault(Measures.ActiveDay);
    }

    /// <summary>Coverage of a line; null where devices cannot be told for it.</summary>
    public Coverage? Coverage(CoverageReader coverage, LineKey key, IReadOnlyDictionary<string, long> sums)
    {
        if (_query.By is By.Hour or By.WeekdayHour) return null;
        var scope = _query.Scope;
        if (key.First is { } first)
        {
            if (scope is not { Outlet: { } one, Counter: null, Teller: null, Type: null }) return null;
            return coverage.Of(
                sums, _ => sums.GetValueOrDefault(Measures.ActiveDay), Bucket(first), one, null);
        }

        if (_query.By == By.Unit && key.Unit is { } unit) return coverage.OfUnit(sums, _query.Period, IsOf);
        var outlet = key.Outlet ?? scope.Outlet;
        long Days(OutletId o) => OfOutlet(o).GetValueOrDefault(Measures.ActiveDay);
        return scope is { Counter: null, Teller: null, Type: null } && key.Counter is not null
            ? coverage.Of(sums, Days, _query.Period, outlet, key.Counter)
            : coverage.Of(OfOutlet(outlet), Days, _query.Period, outlet, null,
                scope.Unit is null ? null : _outlets.ByOutlet().ContainsKey);

        // an end goes on over days; it counts where its outlet stood on the last of them
        bool IsOf(MissingEnd end) => Units?.Unit(
            end.Post.Outlet, scope.Unit, end.Last < _query.Period.To ? end.Last : _query.Period.To) == unit;
    }

    private IReadOnlyDictionary<string, long> OfOutlet(OutletId? outlet) =>
        outlet is not { } one ? _outlets.Total
        : _outlets.ByOutlet().TryGetValue(one, out var sums) ? sums : new Dictionary<string, long>();

    private Period Bucket(DateOnly first)
    {
        var whole = _query.By switch
        {
            By.Week => Period.Week(first),
            By.Month => Period.Month(first),
            _ => Period.Day(first),
        };
        return new(
            whole.From < _query.Period.From ? _query.Period.From : whole.From,
            whole.To > _query.Period.To ? _query.Period.To : whole.To);
    }
}
