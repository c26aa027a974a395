using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rehearsal;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Demo.Sample;

/// <summary>The collector's own pages over a made-up month; the clock stands still on its last day.</summary>
internal sealed class SampleSite : IAsyncDisposable
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 27, 15, 20, 0, TimeSpan.FromHours(8));

    private readonly string _folder;
    private readonly IRatingStore _store;
    private readonly ScratchIntake _intake = new();
    private readonly DashboardCore _core;
    private readonly WebApplication _site;

    private SampleSite(string folder, int seed)
    {
        _folder = folder;
        var file = Path.Combine(folder, "ratings.db");
        _store = SystemStack.Sqlite.Open(file, 100);
        var (time, random) = (new StillTime(Moment), new Random(seed));
        var outlets = SampleBranch.Outlets(random);
        var month = new SampleMonth(outlets, random);
        month.Fill(_store, new(2026, 10, 1), Moment);
        var registry = new RegistryState(SampleBranch.Registry(outlets), [], Moment);
        SampleMonth.Settle(_store, registry.Registry);
        var uplink = SampleStatements.Fill(
            _store, registry.Registry, outlets[^1].Id, new(2026, 11, 1), new(2026, 11, 26), Moment);
        var fleet = new FleetBook(TimeSpan.FromSeconds(90), time);
        _core = new(new(
            _store, () => SystemStack.Sqlite.OpenSnapshot(file), fleet, () => registry, _intake, time,
            new Random(seed), new())
        {
            Uplink = () => uplink,
        });
        foreach (var outlet in outlets)
            foreach (var post in outlet.Posts) _core.Source.Heard(
                new(post.Outlet, post.Device, TopicKind.Status), Online(post, month, outlet.Tellers[0].Id));
        _core.Remember();
        _site = DashboardServer.Build(
            new(IPAddress.Loopback, 0), 20, _core.Routes(new IngestCounters()), NullLoggerFactory.Instance);
    }

    public Uri Address => DashboardServer.Address(_site);

    /// <param name="seed">Of the month.</param>
    public static async Task<SampleSite> StartAsync(int seed = 7)
    {
        var site = new SampleSite(Directory.CreateTempSubdirectory("rating-sample-").FullName, seed);
        await site._site.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        _core.Feed.End();
        await _site.StopAsync();
        await _site.DisposeAsync();
        await _intake.DisposeAsync();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Status Online(Post post, SampleMonth month, TellerId teller) => new()
    {
        V = Limits.Version, Session = 1, State = LinkState.Online, Journal = SampleMonth.Journal(post.Device),
        Head = month.Head(post.Device), Acked = month.Head(post.Device), Teller = teller,
        Firmware = "0.1.0", Clock = ClockQuality.Synced, FreeDisk = 4_000_000_000,
    };

    /// <summary>A clock that stands still: what pages show does not depend on when they are asked.</summary>
    private sealed class StillTime(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();

        // no device falls silent while somebody looks
        public override long GetTimestamp() => 0;
    }
}
