using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>
/// What stands around the lines of a query: the outlets they belong to, whole. Days of the feed and entries
/// of devices belong to nobody's line, so they are looked up here.
/// </summary>
internal sealed class Surroundings
{
    private readonly Dictionary<(OutletId?, CounterId?), Coverage> _covered = [];
    private readonly FigureQuery _query;
    private readonly LineSums _outlets;
    private readonly LineSums _ofType;
    private readonly FeedCalendar? _calendar;

    private Surroundings(FigureQuery query, LineSums outlets, LineSums ofType, FeedCalendar? calendar) =>
        (_query, _outlets, _ofType, _calendar) = (query, outlets, ofType, calendar);

    /// <summary>Says where outlets stand; null at a branch.</summary>
    private IUnitSums? Units { get; init; }

    /// <summary>The same outlets of the query's business type, for their means.</summary>
    public IReadOnlyDictionary<OutletId, Dictionary<string, long>> Means => _ofType.ByOutlet();

    public static Surroundings Read(ISums store, FigureQuery query, LineSums now)
    {
        var scope = query.Scope;
        var whole = scope == new Scope(scope.Outlet, Unit: scope.Unit);
        var there = scope.Outlet is { } one ? [one] : whole ? [] : now.ByOutlet().Keys.Order().ToList();
        // a line of a day holds the day's own marks, where nothing narrows it
        var calendar = query.By is By.Hour or By.DeviceDay || (!whole && InTime(query.By))
            ? FeedCalendar.Read(
                store, query, whole && there.Count == 0 ? [null] : there.Select(o => (OutletId?)o))
            : null;
        if (whole) // the lines are all there is
            return new(query, now, now, calendar) { Units = store as IUnitSums };
        var around = query with { Scope = new(Unit: scope.Unit) };
        var outlets = LineSums.OfOutlets(store, around, there);
        return scope.Type is null ? new(query, outlets, outlets, calendar)
            : new(query, outlets, LineSums.OfOutlets(
                store, around with { Scope = around.Scope with { Type = scope.Type } }, there), calendar);
    }

    /// <summary>How much of a line's days a feed told of: with none, its customers are unknown and not
    /// 0.</summary>
    public FeedDays Feed(LineKey key, IReadOnlyDictionary<string, long> sums)
    {
        if (key.Unit is not null) return FeedDays.Of(sums);
        if (key.First is not { } first)
            return FeedDays.Of(OfOutlet(key.Outlet ?? _query.Scope.Outlet));
        return _calendar?.Of(key.Outlet ?? _query.Scope.Outlet, Bucket(first)) ?? FeedDays.Of(sums);
    }

    /// <summary>Registered devices and days of a query by device and day of which nothing is held: the outlet
    /// was at work, or the device says that it has entries which may be of that day.</summary>
    public IEnumerable<LineKey> Silent(
        BranchRegistry registry, IReadOnlyList<MissingEnd>? ends, LineSums now)
    {
        if (_calendar is null || _query is not { By: By.DeviceDay, Scope: { Teller: null, Type: null } })
            return [];
        var written = from end in ends ?? []
                      from i in Enumerable.Range(0, end.Last.DayNumber - end.First.DayNumber + 1)
                      let day = end.First.AddDays(i)
                      where _query.Period.Has(day)
                      select (end.Post, day);
        return from day in _calendar.DeviceDays(registry).Concat(written).Distinct()
               let key = LineSums.OfDevice(day.Item1, day.Item2)
               where (_query.Scope.Outlet ?? key.Outlet) == key.Outlet
                   && (_query.Scope.Counter ?? key.Counter) == key.Counter
                   && !now.Lines.ContainsKey(key)
               select key;
    }

    /// <summary>Coverage of a line; null where devices cannot be told for it.</summary>
    public Coverage? Coverage(CoverageReader coverage, LineKey key, IReadOnlyDictionary<string, long> sums)
    {
        if (_query.By is By.Hour or By.WeekdayHour) return null;
        var scope = _query.Scope;
        if (key.First is { } first)
        {
            if (key.Device is { } device) return coverage.Of(sums, device, first);
            if (scope is not { Outlet: { } one, Counter: null, Teller: null, Type: null }) return null;
            return coverage.Of(
                sums, _ => sums.GetValueOrDefault(Measures.ActiveDay), Bucket(first), one, null);
        }

        if (_query.By == By.Unit && key.Unit is { } unit) return coverage.OfUnit(sums, _query.Period, IsOf);
        var outlet = key.Outlet ?? scope.Outlet;
        if (_covered.TryGetValue((outlet, key.Counter), out var known)) return known;
        long Days(OutletId o) => OfOutlet(o).GetValueOrDefault(Measures.ActiveDay);
        return _covered[(outlet, key.Counter)] =
            scope is { Counter: null, Teller: null, Type: null } && key.Counter is not null
            ? coverage.Of(sums, Days, _query.Period, outlet, key.Counter)
            : coverage.Of(OfOutlet(outlet), Days, _query.Period, outlet, null,
                scope.Unit is null ? null : _outlets.ByOutlet().ContainsKey);

        // an end goes on over days; it counts where its outlet stood on the last of them
        bool IsOf(MissingEnd end) => Units?.Unit(
            end.Post.Outlet, scope.Unit, end.Last < _query.Period.To ? end.Last : _query.Period.To) == unit;
    }

    private static bool InTime(By by) => by is By.Day or By.Week or By.Month;

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
