using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Feed;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Network;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Export;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Dashboard;

/// <summary>The dashboard on a real Kestrel; store, broker and clock in a test's hand.</summary>
internal sealed class DashboardRig : IAsyncDisposable
{
    private readonly WebApplication _site;

    private DashboardRig(FeedLimits limits, BranchRegistry registry)
    {
        Registry = new(registry, [], default);
        Snapshot = () => Store;
        Broker = new FakeBroker(Time);
        Intake = new FakeIntake(Broker, Time);
        Intake.Start();
        Fleet = new FleetBook(TimeSpan.FromSeconds(90), Time);
        Core = new(new(Store, () => Snapshot(), Fleet, () => Registry, Intake, Time, new Random(1), limits)
        {
            Broker = () => BrokerSaid,
            Uplink = () => UplinkSaid ?? UplinkAnswer.Of(null, Store.Statements, null, waits: false),
        });
        _site = DashboardServer.Build(
            new(IPAddress.Loopback, 0), limits.Viewers, Core.Routes(Counters), NullLoggerFactory.Instance);
    }

    public HandTime Time { get; } = new();

    public FakeRatingStore Store { get; } = new();

    public FakeBroker Broker { get; }

    public FakeIntake Intake { get; }

    /// <summary>What a broker of the collector's own has not done.</summary>
    public BrokerCounters? BrokerSaid { get; set; }

    /// <summary>How statements get on; null: nothing is set to be sent.</summary>
    public UplinkAnswer? UplinkSaid { get; set; }

    public FleetBook Fleet { get; }

    public DashboardCore Core { get; }

    /// <summary>What exports read.</summary>
    public Func<IRatingStore> Snapshot { get; set; }

    public IngestCounters Counters { get; } = new();

    public RegistryState Registry { get; set; }

    public HttpClient Http { get; } = new();

    public Uri Address { get; private set; } = null!;

    /// <summary>Commands that reached device d-1.</summary>
    public List<Command> Commands { get; } = [];

    public static async Task<DashboardRig> StartAsync(FeedLimits? limits = null,
        BranchRegistry? registry = null)
    {
        var rig = new DashboardRig(limits ?? new(), registry ?? Ratings.Registry);
        await rig._site.StartAsync();
        rig.Address = DashboardServer.Address(rig._site);
        rig.Http.BaseAddress = rig.Address;
        return rig;
    }

    /// <summary>What ingest does once entries are durable.</summary>
    public void Commit(params CounterEvent[] events)
    {
        Store.Keep(events);
        Core.Source.Committed(events);
    }

    /// <summary>Device d-1 connects, subscribes its commands and says it is there.</summary>
    public void Connect()
    {
        var topic = new Topic(Ratings.Post.Outlet, Ratings.Post.Device, TopicKind.Command).ToString();
        Broker.Connect(new FakeLogin("d-1", null, null, [topic], Take, _ => { }), out _);
        Hear(LinkState.Online);
    }

    public void Hear(LinkState state) => Hear(s => s with { State = state });

    /// <summary>Device d-1 says how it is.</summary>
    public void Hear(Func<Status, Status> change) => Core.Source.Heard(
        new(Ratings.Post.Outlet, Ratings.Post.Device, TopicKind.Status),
        change(new()
        {
            V = 1, Session = 1, State = LinkState.Online, Journal = JournalId.Parse("j-1"), Head = 20,
        }));

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(string path, string json = "{}")
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(path, body);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        Core.Feed.End();
        Http.Dispose();
        await _site.StopAsync();
        await _site.DisposeAsync();
        await Intake.DisposeAsync();
    }

    private void Take(FakeMessage message)
    {
        Assert.False(message.Retained);
        Assert.True(WireText.TryReadCommand(message.Payload.Span, out var command, out var error), error);
        Commands.Add(command);
    }
}
