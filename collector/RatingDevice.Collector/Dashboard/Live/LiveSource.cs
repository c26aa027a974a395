using System.Text.Json;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Feed;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Dashboard.Live;

/// <summary>
/// What ingest tells, turned into fleet knowledge and feed events. Never waits and keeps little.
/// </summary>
internal sealed class LiveSource(
    FleetBook fleet, LiveFeed feed, FeedLimits limits, RecentRatings recent, IRatingStore store,
    Func<BranchRegistry> registry, TimeProvider time)
{
    private readonly Dictionary<DeviceId, DeviceState> _states = [];
    private readonly Lock _gate = new();
    private long _lastCommit;

    /// <summary>When something was last committed; null when nothing was since start.</summary>
    public DateTimeOffset? LastCommit => Interlocked.Read(ref _lastCommit) is var ms and > 0
        ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>For ingest: entries were committed.</summary>
    public void Committed(IReadOnlyList<CounterEvent> events)
    {
        Interlocked.Exchange(ref _lastCommit, time.GetUtcNow().ToUnixTimeMilliseconds());
        fleet.Committed(events, registry());
        recent.Take(events.Reverse()); // newest first: of a backlog nearly all is too old at the first look
        if (events.Count > limits.Burst)
            feed.Publish("bulk", JsonSerializer.Serialize(
                new BulkShape(events.Count, limits.Burst, time.GetUtcNow()), ApiJson.Default.BulkShape));
        foreach (var e in events.Skip(events.Count - limits.Burst))
            feed.Publish("entry", JsonSerializer.Serialize(Shape(e), ApiJson.Default.EntryShape));
    }

    /// <summary>For ingest: a device said how it is.</summary>
    public void Heard(Topic topic, Status status)
    {
        fleet.Hear(topic, status, registry());
        Tell(d => d.Device == topic.Device);
    }

    /// <summary>
    /// Tells of every device whose state is another than last time: silence makes no noise itself.
    /// </summary>
    public void Look()
    {
        Tell(d =>
        {
            lock (_gate) return _states.GetValueOrDefault(d.Device) != d.State;
        });
    }

    public void Beat() => feed.Publish(
        "beat", JsonSerializer.Serialize(new BeatShape(time.GetUtcNow()), ApiJson.Default.BeatShape));

    public static EntryShape Shape(CounterEvent e) => new(
        $"{e.Journal}:{e.N}", Shapes.Kebab(e.Kind), e.Post.Device.ToString(), e.Post.Outlet.ToString(),
        e.Post.Counter.ToString(), e.Journal.ToString(), e.N, e.Service?.ToString(), e.Level?.ToString(),
        e.At, e.Replaces, e.Count);

    private void Tell(Func<DeviceReport, bool> worth)
    {
        var known = registry();
        if (!fleet.Report(known, []).Devices.Any(worth)) return;
        IReadOnlyList<JournalState> held;
        try
        {
            held = store.Journals();
        }
        catch (StoreException)
        {
            return; // ingest says what is wrong with the store; a change of state is told at the next look
        }

        foreach (var device in fleet.Report(known, held).Devices.Where(worth))
        {
            lock (_gate) _states[device.Device] = device.State;
            feed.Publish("device", JsonSerializer.Serialize(
                Shapes.Of(device, known), ApiJson.Default.DeviceShape));
        }
    }
}
