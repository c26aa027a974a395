using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Rehearsal;

/// <summary>
/// A whole collector beside the real one, with nothing in common but the program: a registry of one device
/// that does not exist, a store in memory, no broker, and a page on a loopback port nobody knows.
/// </summary>
internal sealed class ScratchCollector : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ScratchIntake _intake = new();
    private readonly DashboardCore _core;
    private readonly WebApplication _site;
    private readonly Task _ingest;

    private ScratchCollector(IRatingStore store, TimeProvider time)
    {
        var (outlet, counter) = (OutletId.Parse("rehearsal"), CounterId.Parse("rehearsal"));
        var device = DeviceId.Parse("rehearsal");
        Journal = new ScratchJournal(device, outlet, time);
        var registry = new RegistryState(
            new BranchRegistry(
                [new(outlet, "", OutletRules.Unknown)], [new(counter, outlet, "")],
                [new(new Post(outlet, counter, device), null)],
                [new(TellerId.Parse("known"), outlet, "")]),
            [], time.GetUtcNow());
        var fleet = new FleetBook(TimeSpan.FromMinutes(1), time);
        _core = new DashboardCore(new(
            store, () => store, fleet, () => registry, _intake, time, new Random(0), new()));
        var ingest = new IngestLoop(_intake, store, () => registry.Registry, new(), time, NullLogger.Instance,
            _core.Source.Committed, _core.Source.Heard);
        _site = DashboardServer.Build(
            new(IPAddress.Loopback, 0), 4, _core.Routes(ingest.Counters), NullLoggerFactory.Instance);
        _ingest = ingest.RunAsync(_stop.Token);
    }

    /// <summary>The one device of its registry.</summary>
    public ScratchJournal Journal { get; }

    public Uri Address => DashboardServer.Address(_site);

    /// <summary>Starts it.</summary>
    /// <param name="store">Empty; stays the caller's.</param>
    /// <param name="time">Clock.</param>
    /// <param name="stop">Ends the start.</param>
    public static async Task<ScratchCollector> StartAsync(
        IRatingStore store, TimeProvider time, CancellationToken stop)
    {
        var collector = new ScratchCollector(store, time);
        await collector._site.StartAsync(stop);
        return collector;
    }

    /// <summary>As if the broker had brought it.</summary>
    public void Hear(IntakeMessage message) => _intake.Hear(message);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _ingest;
        _core.Feed.End();
        await _site.StopAsync(CancellationToken.None);
        await _site.DisposeAsync();
        Journal.Dispose();
        _stop.Dispose();
    }
}
