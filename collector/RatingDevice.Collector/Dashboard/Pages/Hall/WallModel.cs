using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Live;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Pages.Hall;

/// <summary>
/// What hangs on the wall of one outlet: its day so far as one line of the one query, never a counter or a
/// teller, since customers read it too.
/// </summary>
/// <param name="Now">The picture of the moment: its age, alerts and devices.</param>
/// <param name="Day">The business day as one line.</param>
/// <param name="Waiting">Waiting of the day.</param>
/// <param name="Alerts">When customers were dissatisfied of late, newest first.</param>
internal sealed record WallModel(
    LiveSnapshot Now, FigureSheet Day, WaitingSheet Waiting, IReadOnlyList<DateTimeOffset> Alerts)
{
    public OutletId Outlet => Day.Query.Scope.Outlet!.Value;

    public FigureRow Row => new(Day, Day.Total);

    /// <summary>Devices of the outlet, and those online.</summary>
    public (int Online, int All) Devices
    {
        get
        {
            var own = Now.Devices.Where(d => d.Outlet == Outlet.ToString()).ToList();
            return (own.Count(d => d.State == "connected"), own.Count);
        }
    }

    /// <summary>Asks for an outlet's day so far.</summary>
    /// <param name="frame">Its outlet and definition.</param>
    /// <param name="hall">The picture of the moment.</param>
    /// <param name="store">For the figures.</param>
    /// <param name="outlet">Whose.</param>
    public static WallModel Ask(PageFrame frame, HallModel hall, IRatingStore store, OutletId outlet)
    {
        var today = Period.Day(BusinessDay.Slot(hall.Now.At, frame.Registry.Outlet(outlet)).Day);
        var query = new FigureQuery(new(outlet), today, By.Total, frame.Ask.Definition);
        return new(
            hall.Now, new FigureReader(store, frame.Registry, frame.Definitions).Ask(query),
            new WaitingReader(store, frame.Registry, frame.Definitions).Ask(query),
            [.. hall.Alerts.Where(a => a.Entry.Outlet == outlet.ToString()).Select(a => a.Entry.At)]);
    }
}
