using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Feed;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Settling;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Live;

/// <summary>The picture of the moment: one for page, API and feed.</summary>
internal sealed class LiveView(
    IRatingStore store, FleetBook fleet, LiveSource source, LiveFeed feed, RecentRatings recent,
    IIntake intake, Func<BrokerCounters?> broker, IngestCounters counters, Func<RegistryState> registry,
    DefinitionBook definitions, SettlingCounters settling, Func<IEnumerable<NoticeShape>> more,
    TimeProvider time)
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
            [.. Notices.Of(state, report, intake, broker(), counters, settling), .. more()]);
    }

    private OutletShape[] Outlets(BranchRegistry branch)
    {
        var now = time.GetUtcNow();
        return [.. from outlet in branch.Outlets
                   group outlet by BusinessDay.Slot(now, outlet.Rules).Day into day
                   let sums = LineSums.Read(store, new(Scope.All, Period.Day(day.Key), By.Outlet)).ByOutlet()
                   let definition = definitions.On(day.Key)
                   from outlet in day
                   orderby outlet.Id
                   select new OutletShape(
                       outlet.Id.ToString(), outlet.Name, outlet.Rules.Zone.Id, day.Key,
                       FigureShape.Of(sums.GetValueOrDefault(outlet.Id) ?? [], definition), definition.Id)];
    }
}
