using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Feed;
using RatingDevice.Collector.Dashboard.Live;
using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Collector.Dashboard.Pages.Hall;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Settling;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard;

/// <summary>What the dashboard looks at.</summary>
/// <param name="Store">For answers of one reading.</param>
/// <param name="Snapshot">Opens the store as of one moment.</param>
/// <param name="Fleet">Who is there.</param>
/// <param name="Registry">The registry in force.</param>
/// <param name="Intake">For commands, and to know whether the broker is there.</param>
/// <param name="Time">Clock.</param>
/// <param name="Random">For ids of commands and of this run.</param>
/// <param name="Limits">Of the feed.</param>
internal sealed record DashboardParts(
    IRatingStore Store, Func<IRatingStore> Snapshot, FleetBook Fleet, Func<RegistryState> Registry,
    IIntake Intake, TimeProvider Time, Random Random, FeedLimits Limits)
{
    /// <summary>What figures mean.</summary>
    public DefinitionBook Definitions { get; init; } = DefinitionBook.BuiltIn;

    /// <summary>Where served rows go.</summary>
    public ServedDesk Served { get; init; } = new(Store, () => Registry().Registry, Time);

    /// <summary>How settling does.</summary>
    public SettlingCounters Settling { get; init; } = new();

    /// <summary>What our own broker did not do; null where there is none that tells.</summary>
    public Func<BrokerCounters?> Broker { get; init; } = () => null;

    /// <summary>Routes of parts the dashboard does not know.</summary>
    public IReadOnlyList<Action<IEndpointRouteBuilder>> MoreRoutes { get; init; } = [];

    /// <summary>How statements get on to the level above.</summary>
    public Func<UplinkAnswer> Uplink { get; init; } =
        () => UplinkAnswer.Of(null, Store.Statements, null, waits: false);

    /// <summary>Notices of parts the live view does not know.</summary>
    public Func<IEnumerable<NoticeShape>> MoreNotices { get; init; } = () => [];
}

/// <summary>The dashboard without its server: everything is made here, once, and wired.</summary>
internal sealed class DashboardCore
{
    private readonly DashboardParts _parts;
    private readonly RecentRatings _recent = new();

    public DashboardCore(DashboardParts parts)
    {
        _parts = parts;
        var run = new byte[4];
        parts.Random.NextBytes(run);
        Feed = new(Convert.ToHexStringLower(run), parts.Limits);
        Source = new(parts.Fleet, Feed, parts.Limits, _recent, parts.Store, Branch, parts.Time);
        Pulse = new(Source, parts.Time);
        Commands = new(parts.Intake, parts.Random, parts.Time);
        Neighbours = new(parts.Store, Source, parts.Time);
    }

    public LiveFeed Feed { get; }

    /// <summary>What ingest tells.</summary>
    public LiveSource Source { get; }

    public LivePulse Pulse { get; }

    /// <summary>The way to the devices.</summary>
    public CommandDesk Commands { get; }

    /// <summary>What ingest commits here, and what other collectors do.</summary>
    public LiveNeighbours Neighbours { get; }

    /// <summary>Fills the last ratings from the store, so that a restart does not empty the page.</summary>
    public void Remember()
    {
        var now = _parts.Time.GetUtcNow();
        foreach (var day in Branch().Outlets.Select(o => BusinessDay.Slot(now, o.Rules).Day).Distinct())
        {
            _recent.Take(_parts.Store.Events(day, day));
            _parts.Fleet.Remember(_parts.Store.Events(day, day), Branch());
        }
    }

    /// <summary>Everything that answers requests.</summary>
    public IEnumerable<Action<IEndpointRouteBuilder>> Routes(IngestCounters counters)
    {
        var (store, fleet, intake) = (_parts.Store, _parts.Fleet, _parts.Intake);
        var view = new LiveView(
            store, fleet, Source, Feed, _recent, intake, _parts.Broker, counters, _parts.Registry,
            _parts.Definitions, _parts.Settling, _parts.MoreNotices, _parts.Time);
        var source = new FigureSource(
            _parts.Snapshot, Branch, _parts.Definitions,
            (held, _) => MissingEnd.Of(fleet.Report(Branch(), held.Journals()), Branch()));
        var underWay = new ExportsUnderWay(_parts.Time);
        var desk = Commands;
        yield return new HallRoutes(view, _parts.Snapshot, Branch, _parts.Definitions, _parts.Time).Map;
        yield return new ReportRoutes(
            new(source, fleet, SiteRole.Branch, underWay, _parts.Time), _parts.Uplink).Map;
        yield return new LiveRoutes(view, Feed, _parts.Time).Map;
        yield return new QueryRoutes(source).Map;
        yield return new ServedRoutes(_parts.Served, store).Map;
        yield return new WaitingRoutes(source).Map;
        yield return new FlagRoutes(_parts.Snapshot, Branch, _parts.Definitions).Map;
        yield return new ExportRoutes(source, underWay, _parts.Time).Map;
        yield return new ServicingRoutes(_parts.Snapshot, Branch).Map;
        yield return new DeviceRoutes(store, fleet, desk, Branch).Map;
        yield return new EvidenceRoutes(store, fleet, counters, Branch).Map;
        yield return new StatementRoutes(store).Map;
        yield return new HealthRoutes(
            store, intake, _parts.Broker, counters, Feed, _parts.Registry, _parts.Settling).Map;
        foreach (var more in _parts.MoreRoutes) yield return more;
    }

    private BranchRegistry Branch() => _parts.Registry().Registry;
}
