using System.Collections.Immutable;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// Finds keys that nobody can be holding any more: jammed, shorted, or with something lying on them. Such a
/// key is distrusted until its line has been up for a while, as a worn contact chatters. An immutable value,
/// for every panel alike; edges of a key come in time order.
/// </summary>
internal sealed class StuckKeys
{
    /// <summary>How long a stuck key must be up to be believed again.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _limit;
    private readonly ImmutableDictionary<PanelKey, Held> _held;

    /// <param name="limit">A key that is down for longer is stuck.</param>
    public StuckKeys(TimeSpan limit)
        : this(limit, ImmutableDictionary<PanelKey, Held>.Empty)
    {
    }

    private StuckKeys(TimeSpan limit, ImmutableDictionary<PanelKey, Held> held) =>
        (_limit, _held) = (limit, held);

    /// <summary>When time alone changes something; null for never.</summary>
    public TimeSpan? NextDue => _held.Values.Select(Due).Min();

    public bool Distrusts(PanelKey key) => _held.TryGetValue(key, out var held) && held.Stuck;

    /// <summary>The state after an edge.</summary>
    /// <param name="edge">As the panel told it.</param>
    /// <param name="ignored">It would have been a press of a distrusted key.</param>
    public StuckKeys Next(KeyEdge edge, bool ignored)
    {
        var there = _held.TryGetValue(edge.Key, out var held);
        if (there && held!.Stuck)
        {
            var more = held.Ignored + (ignored ? 1 : 0);
            return With(edge.Key, held with { Down = edge.Down, Since = edge.Up, Ignored = more });
        }

        if (!edge.Down) return new(_limit, _held.Remove(edge.Key));
        return there ? this : With(edge.Key, new Held(edge.Up, Down: true, Stuck: false, Ignored: 0));
    }

    /// <summary>The state at a moment, and the fault that begins or ends with it.</summary>
    public StuckKeys At(TimeSpan now, out FaultSeen? news)
    {
        news = null;
        var due = _held.Where(h => Due(h.Value) <= now).ToArray();
        if (due.Length == 0) return this;
        var next = _held;
        foreach (var (key, held) in due)
            next = held.Stuck ? next.Remove(key) : next.SetItem(key, held with { Stuck = true });
        var (was, stuck) = (_held.Values.Any(h => h.Stuck), next.Values.Any(h => h.Stuck));
        if (was != stuck) news = new(FaultCode.KeyStuck, stuck, stuck ? Began(due) : Ended(due), now);
        return new(_limit, next);
    }

    private TimeSpan? Due(Held held) => held switch
    {
        { Stuck: false } => held.Since + _limit,
        { Down: false } => held.Since + Calm,
        _ => null,
    };

    private StuckKeys With(PanelKey key, Held held) => new(_limit, _held.SetItem(key, held));

    private string Began(KeyValuePair<PanelKey, Held>[] due) =>
        $"key {Names(due)} has been down for {_limit.TotalSeconds:0} s; it is not believed until let go";

    private static string Ended(KeyValuePair<PanelKey, Held>[] due) =>
        $"key {Names(due)} is let go; {due.Sum(d => d.Value.Ignored)} presses of it were not believed";

    private static string Names(KeyValuePair<PanelKey, Held>[] due) =>
        string.Join(", ", due.Select(d => d.Key.ToString()).Order(StringComparer.Ordinal));

    private sealed record Held(TimeSpan Since, bool Down, bool Stuck, int Ignored);
}
