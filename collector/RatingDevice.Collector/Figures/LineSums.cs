using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>The sums of each line of a query: what the store counts, without any meaning yet.</summary>
internal sealed class LineSums
{
    private readonly SortedDictionary<LineKey, Dictionary<string, long>> _lines = [];
    private readonly Dictionary<OutletId, Dictionary<string, long>> _outlets = [];
    private readonly Dictionary<string, long> _total = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<LineKey, Dictionary<string, long>> Lines => _lines;

    public IReadOnlyDictionary<string, long> Total => _total;

    /// <summary>The same sums by outlet.</summary>
    public IReadOnlyDictionary<OutletId, Dictionary<string, long>> ByOutlet() => _outlets;

    public static LineSums Read(
        IRatingStore store, FigureQuery query, MeasureFamily family = MeasureFamily.Figures)
    {
        var all = new LineSums();
        var prefix = query.Scope.Type is { } type ? Measures.Of(type) : "";
        foreach (var (grain, from, to) in Cover.Of(query.Period, query.By))
        {
            var asked = new SumQuery(
                grain, from, to, [prefix.Length == 0 ? family : MeasureFamily.Types],
                query.Scope.Outlet, query.Scope.Counter, query.Scope.Teller);
            foreach (var cell in store.Sums(asked))
            {
                if (!cell.Measure.StartsWith(prefix, StringComparison.Ordinal)) continue;
                var measure = prefix.Length == 0 ? cell.Measure : cell.Measure[prefix.Length..];
                if (Measures.Family(measure) == family) all.Add(cell, query.By, measure);
            }
        }

        return all;
    }

    private void Add(RollupCell cell, By by, string measure)
    {
        Add(_total, measure, cell.Count);
        Add(Of(_outlets, cell.Post.Outlet), measure, cell.Count);
        // what belongs to an outlet's day and to nobody at it opens no line of its own
        var common = measure is Measures.FeedDay or Measures.ActiveDay;
        var device = measure is Measures.Entries or Measures.DeviceDay;
        if ((common || device) && by is By.Teller or By.Hour or By.WeekdayHour) return;
        if (common && by == By.Counter) return;
        Add(Of(_lines, Key(cell, by)), measure, cell.Count);
    }

    private static LineKey Key(RollupCell cell, By by) => by switch
    {
        By.Hour => new(First: cell.Slot.Day, Hour: cell.Slot.Hour),
        By.Day => new(First: cell.Slot.Day),
        By.Week => new(First: Period.Week(cell.Slot.Day).From),
        By.Month => new(First: Period.Month(cell.Slot.Day).From),
        By.Teller => new(cell.Post.Outlet, Teller: cell.Teller),
        By.Counter => new(cell.Post.Outlet, cell.Post.Counter),
        By.Outlet => new(cell.Post.Outlet),
        By.WeekdayHour => new(
            Hour: cell.Slot.Hour, Weekday: ((int)cell.Slot.Day.DayOfWeek + 6) % 7 + 1),
        _ => new(),
    };

    private static Dictionary<string, long> Of<TKey>(
        IDictionary<TKey, Dictionary<string, long>> all, TKey key)
    {
        if (!all.TryGetValue(key, out var sums))
            all[key] = sums = new Dictionary<string, long>(StringComparer.Ordinal);
        return sums;
    }

    private static void Add(Dictionary<string, long> sums, string measure, long count) =>
        sums[measure] = sums.GetValueOrDefault(measure) + count;
}
