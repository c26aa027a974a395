using System.Collections.Concurrent;
using System.Diagnostics;
using RatingDevice.Bench.Ingest;
using RatingDevice.Mosquitto;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Bench.Cluster;

/// <summary>
/// Devices with a backlog, as the broker sees them: each has one batch under way, waits for the ack, compares
/// its digest, and sends again after a while. Without their processes, of which a machine has not the room
/// for a thousand, and over fewer connections.
/// </summary>
internal sealed class ScriptedFleet : IDisposable
{
    private const int Connections = 20;

    private static readonly string[] Levels = ["very-satisfied", "satisfied", "fair", "dissatisfied"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3),
        Look = TimeSpan.FromMilliseconds(200);

    private readonly JournalScript[] _scripts;
    private readonly ConcurrentDictionary<string, Sending> _open = new();
    private int _acked;

    /// <param name="devices">d-1 to this.</param>
    /// <param name="entries">Lines of each one's journal, at most what a batch has room for.</param>
    public ScriptedFleet(int devices, int entries)
    {
        _scripts = [.. Enumerable.Range(1, devices).Select(i => new JournalScript($"d-{i}"))];
        foreach (var script in _scripts) Fill(script, entries);
    }

    /// <summary>Lines of all journals.</summary>
    public long Entries => _scripts.Sum(s => s.Head);

    /// <summary>Ratings among them.</summary>
    public long Ratings { get; private set; }

    /// <summary>Devices whose backlog is acknowledged.</summary>
    public int Acked => Volatile.Read(ref _acked);

    /// <summary>Batches sent once more.</summary>
    public int Resent { get; private set; }

    public IReadOnlyDictionary<JournalId, long> Heads => _scripts.ToDictionary(s => s.Journal, s => s.Head);

    /// <summary>Sends everything; returns when all of it is acknowledged, with how long that took.</summary>
    public async Task<TimeSpan> DrainAsync(int port, CancellationToken stop)
    {
        foreach (var script in _scripts)
            _open[script.Topic.ToString()] = new(script, script.BatchFrom(1), Stopwatch.GetTimestamp());
        var ears = new MosquittoHandlers { Received = Hear, Lost = _ => { } };
        await using var listener = await MosquittoClient.ConnectAsync(
            MosquittoAlone.Options(port, "fleet-ears"), ears, stop);
        await listener.SubscribeAsync([Topic.Filter(TopicKind.Ack)], stop);
        var mouths = new List<MosquittoClient>();
        for (var i = 0; i < Connections; i++)
        {
            mouths.Add(await MosquittoClient.ConnectAsync(
                MosquittoAlone.Options(port, $"fleet-{i}"),
                new MosquittoHandlers { Received = _ => { }, Lost = _ => { } }, stop));
        }

        var began = Stopwatch.GetTimestamp();
        var all = _open.Values.ToArray();
        for (var i = 0; i < all.Length; i++) Send(mouths[i % Connections], all[i]);
        for (var turn = 0; !_open.IsEmpty; turn++)
        {
            await Task.Delay(Look, stop);
            foreach (var late in _open.Values.Where(s => Stopwatch.GetElapsedTime(s.Sent) > Patience))
            {
                Resent++;
                Send(mouths[turn++ % Connections], late);
            }
        }

        var took = Stopwatch.GetElapsedTime(began);
        foreach (var mouth in mouths) await mouth.DisposeAsync();
        return took;
    }

    public void Dispose()
    {
        foreach (var script in _scripts) script.Dispose();
    }

    private void Fill(JournalScript script, int entries)
    {
        while (script.Head + 2 <= entries)
        {
            script.Rate(script.Invite(), Levels[script.Head % Levels.Length]);
            Ratings++;
        }

        if (script.Head < entries) script.Stray("fair");
    }

    private static void Send(MosquittoClient by, Sending sending)
    {
        sending.Sent = Stopwatch.GetTimestamp();
        by.Publish(sending.Script.Topic.ToString(), sending.Payload, retain: false);
    }

    private void Hear(MosquittoMessage message)
    {
        if (!Topic.TryParse(message.Topic, out var topic)) return;
        var key = (topic with { Kind = TopicKind.Journal }).ToString();
        if (!_open.TryGetValue(key, out var sending)) return;
        if (!WireText.TryReadAck(message.Payload.Span, out var ack, out _)) return;
        var script = sending.Script;
        if (ack.N != script.Head || ack.Hash != script.Hash || ack.Refused is not null) return;
        if (_open.TryRemove(key, out _)) Interlocked.Increment(ref _acked);
    }

    private sealed class Sending(JournalScript script, byte[] payload, long sent)
    {
        public JournalScript Script => script;

        public byte[] Payload => payload;

        public long Sent { get; set; } = sent;
    }
}
