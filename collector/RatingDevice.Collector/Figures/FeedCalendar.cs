using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>The feed's days one by one: what a line of an hour, a day or a week does not hold
/// itself.</summary>
internal sealed class FeedCalendar
{
    private readonly Dictionary<(OutletId Outlet, DateOnly Day), FeedDays> _days = [];
    private readonly Dictionary<DateOnly, FeedDays> _all = [];

    /// <param name="store">Best a snapshot.</param>
    /// <param name="query">Which days, and below which unit.</param>
    /// <param name="outlets">Which outlets; null among them for all.</param>
    public static FeedCalendar Read(ISums store, FigureQuery query, IEnumerable<OutletId?> outlets)
    {
        var calendar = new FeedCalendar();
        foreach (var outlet in outlets)
        {
            var nobodys = new SumQuery(
                Grain.Day, query.Period.From, query.Period.To, [MeasureFamily.Figures], outlet)
            {
                Nobody = true, Whole = true, Units = query.Scope.Unit is not null, Unit = query.Scope.Unit,
            };
            foreach (var cell in store.Sums(nobodys)) calendar.Add(cell);
        }

        return calendar;
    }

    /// <summary>Of some days.</summary>
    /// <param name="outlet">Only this outlet; null for all that were read.</param>
    /// <param name="period">Which.</param>
    public FeedDays Of(OutletId? outlet, Period period)
    {
        var sum = default(FeedDays);
        for (var day = period.From; day <= period.To; day = day.AddDays(1))
            sum += outlet is { } one ? _days.GetValueOrDefault((one, day)) : _all.GetValueOrDefault(day);
        return sum;
    }

    /// <summary>Devices of the registry with each day on which their outlet was at work.</summary>
    public IEnumerable<(Post Post, DateOnly Day)> DeviceDays(BranchRegistry registry)
    {
        var atWork = _days.Where(d => d.Value.Active > 0).ToLookup(d => d.Key.Outlet, d => d.Key.Day);
        return from device in registry.Devices
               from day in atWork[device.Post.Outlet]
               select (device.Post, day);
    }

    private void Add(RollupCell cell)
    {
        var days = cell.Measure switch
        {
            Measures.FeedDay => new FeedDays(cell.Count, 0),
            Measures.ActiveDay => new FeedDays(0, cell.Count),
            _ => default,
        };
        if (days == default) return;
        var key = (cell.Post.Outlet, cell.Slot.Day);
        _days[key] = _days.GetValueOrDefault(key) + days;
        _all[cell.Slot.Day] = _all.GetValueOrDefault(cell.Slot.Day) + days;
    }
}
