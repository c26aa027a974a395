using System.Runtime.InteropServices;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>The sums of each line of a query: what the store counts, without any meaning yet.</summary>
internal sealed class LineSums
{
    /// <summary>Measures a busy line has; room for them is made at once.</summary>
    private const int Usual = 20;

    private readonly Dictionary<LineKey, Dictionary<string, long>> _lines = [];
    private readonly Dictionary<OutletId, Dictionary<string, long>> _outlets = [];
    private readonly Dictionary<string, long> _total = new(StringComparer.Ordinal);
    private readonly By _by;
    private readonly UnitId? _below;
    private readonly IUnitSums? _units;

    // cells come by post and teller, so most have the line of the one before
    private RollupCell? _last;
    private Dictionary<string, long> _line = [], _outlet = [];

    private LineSums(FigureQuery query, ISums sums) =>
        (_by, _below, _units) = (query.By, query.Scope.Unit, sums as IUnitSums);

    /// <summary>In no order.</summary>
    public IReadOnlyDictionary<LineKey, Dictionary<string, long>> Lines => _lines;

    public IReadOnlyDictionary<string, long> Total => _total;

    /// <summary>The same sums by outlet.</summary>
    public IReadOnlyDictionary<OutletId, Dictionary<string, long>> ByOutlet() => _outlets;

    /// <param name="store">Best a snapshot.</param>
    /// <param name="query">Whose, when, and what the lines are.</param>
    /// <param name="family">Which measures.</param>
    /// <param name="tallied">True for those that follow entries alone.</param>
    public static LineSums Read(
        ISums store, FigureQuery query, MeasureFamily family = MeasureFamily.Figures, bool tallied = false)
    {
        var all = new LineSums(query, store);
        foreach (var outlet in Places.Of(store, query)) all.Read(store, query, outlet, family, tallied);
        return all.AddedUp();
    }

    /// <summary>Some outlets whole, a line each.</summary>
    public static LineSums OfOutlets(
        ISums store, FigureQuery query, IReadOnlyCollection<OutletId> outlets)
    {
        var whole = query with { By = By.Outlet };
        var all = new LineSums(whole, store);
        if (outlets.Count <= Places.MostApart)
            foreach (var outlet in outlets) all.Read(store, whole, outlet, MeasureFamily.Figures, false);
        else
        {
            all.Read(store, whole, null, MeasureFamily.Figures, false);
            foreach (var other in all._outlets.Keys.Except(outlets).ToList()) all._outlets.Remove(other);
        }

        return all.AddedUp();
    }

    private void Read(
        ISums store, FigureQuery query, OutletId? outlet, MeasureFamily family, bool tallied)
    {
        var prefix = query.Scope.Type is { } type ? Measures.Of(type) : "";
        foreach (var (grain, from, to) in Cover.Of(query.Period, query.By))
        {
            var asked = new SumQuery(
                grain, from, to, [prefix.Length == 0 ? family : MeasureFamily.Types],
                outlet, query.Scope.Counter, query.Scope.Teller)
            {
                Together = query.By is By.Total or By.Teller or By.Counter or By.Outlet,
                Tallied = tallied && prefix.Length == 0,
                Whole = query is { By: not (By.Teller or By.Counter),
                    Scope: { Teller: null, Counter: null } },
                Units = query.By == By.Unit || query.Scope.Unit is not null,
                Unit = query.Scope.Unit,
            };
            foreach (var cell in store.Sums(asked))
            {
                if (prefix.Length == 0) Add(cell, cell.Measure);
                else if (cell.Measure.StartsWith(prefix, StringComparison.Ordinal)
                    && cell.Measure[prefix.Length..] is var measure && Measures.Family(measure) == family)
                    Add(cell, measure);
            }
        }
    }

    private LineSums AddedUp()
    {
        foreach (var outlet in _outlets.Values)
            foreach (var (measure, count) in outlet) Add(_total, measure, count);
        return this;
    }

    private void Add(RollupCell cell, string measure)
    {
        if (_last is not { } last || last.Slot != cell.Slot || last.Post != cell.Post
            || last.Teller != cell.Teller)
        {
            _outlet = Of(_outlets, cell.Post.Outlet);
            _line = []; // found or made below, unless the cell opens none
            _last = null;
        }

        Add(_outlet, measure, cell.Count);
        if (OpensNone(measure)) return;
        if (_last is null) (_last, _line) = (cell, Of(_lines, Key(cell)));
        Add(_line, measure, cell.Count);
    }

    // What belongs to an outlet's day or a device's, and to nobody at it, opens no line of its own.
    private bool OpensNone(string measure) => _by switch
    {
        By.Teller or By.Hour or By.WeekdayHour => measure
            is Measures.FeedDay or Measures.ActiveDay or Measures.Entries or Measures.DeviceDay
                or Measures.SilentDay,
        By.Counter or By.DeviceDay => measure is Measures.FeedDay or Measures.ActiveDay,
        _ => false,
    };

    /// <summary>The line of a device's day.</summary>
    public static LineKey OfDevice(Post post, DateOnly day) =>
        new(post.Outlet, post.Counter, First: day, Device: post.Device);

    private LineKey Key(RollupCell cell) => _by switch
    {
        By.Hour => new(First: cell.Slot.Day, Hour: cell.Slot.Hour),
        By.Day => new(First: cell.Slot.Day),
        By.Week => new(First: Period.Week(cell.Slot.Day).From),
        By.Month => new(First: Period.Month(cell.Slot.Day).From),
        By.Teller => new(cell.Post.Outlet, Teller: cell.Teller),
        By.Counter => new(cell.Post.Outlet, cell.Post.Counter),
        By.Outlet => new(cell.Post.Outlet),
        By.Unit => new(Unit: _units?.Unit(cell.Post.Outlet, _below, cell.Slot.Day)),
        By.DeviceDay => OfDevice(cell.Post, cell.Slot.Day),
        By.WeekdayHour => new(
            Hour: cell.Slot.Hour, Weekday: ((int)cell.Slot.Day.DayOfWeek + 6) % 7 + 1),
        _ => new(),
    };

    private static Dictionary<string, long> Of<TKey>(
        Dictionary<TKey, Dictionary<string, long>> all, TKey key)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var sums))
            all[key] = sums = new Dictionary<string, long>(Usual, StringComparer.Ordinal);
        return sums;
    }

    private static void Add(Dictionary<string, long> sums, string measure, long count) =>
        CollectionsMarshal.GetValueRefOrAddDefault(sums, measure, out _) += count;
}
