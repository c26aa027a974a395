using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Feed;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Live;

/// <summary>The picture of the moment: one for page, API and feed.</summary>
internal sealed class LiveView(
    IRatingStore store, FleetBook fleet, LiveSource source, LiveFeed feed, RecentRatings recent,
    IIntake intake,
    IngestCounters counters, Func<RegistryState> registry, TimeProvider time)
{
    /// <summary>
    /// Longest a picture serves when nothing was published since: days roll over, devices fall silent.
    /// </summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private LiveSnapshot? _last;
    private long _taken;

    /// <summary>
    /// The picture now. Many viewers asking after one event share one reading of the store.
    /// </summary>
    public LiveSnapshot Now()
    {
        lock (_gate)
        {
            var position = feed.Position;
            if (_last?.Position == position && time.GetElapsedTime(_taken) < Fresh) return _last;
            _taken = time.GetTimestamp();
            return _last = Take(position);
        }
    }

    private LiveSnapshot Take(string position)
    {
        var state = registry();
        var report = fleet.Report(state.Registry, store.Journals());
        return new(
            time.GetUtcNow(), position, intake.Connected, source.LastCommit, Outlets(state.Registry),
            [.. report.Devices.Select(d => Shapes.Of(d, state.Registry))],
            [.. recent.Now.Select(LiveSource.Shape)],
            Notices.Of(state, report, intake, counters));
    }

    private OutletShape[] Outlets(BranchRegistry branch)
    {
        var query = new FiguresQuery(store, branch);
        return [.. branch.Outlets.OrderBy(o => o.Id).Select(o =>
        {
            var day = BusinessDay.Slot(time.GetUtcNow(), o.Rules).Day;
            return new OutletShape(
                o.Id.ToString(), o.Name, o.Rules.Zone.Id, day, FigureShape.Of(query.Outlet(o.Id, day)),
                Definition.On(day).Id);
        })];
    }
}
