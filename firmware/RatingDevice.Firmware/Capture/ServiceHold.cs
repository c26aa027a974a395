using System.Collections.Immutable;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// Finds the keys that ask for service mode: both outer level keys, and on top of them the teller's key, held
/// together. In this order, as the teller's key alone invites at once. An immutable value.
/// </summary>
internal sealed class ServiceHold
{
    private readonly TimeSpan? _hold;
    private readonly PanelKey _first, _last;
    private readonly ImmutableDictionary<PanelKey, TimeSpan> _down;
    private readonly bool _told;

    /// <param name="levels">Of the panel, in order.</param>
    /// <param name="hold">How long; null: never.</param>
    public ServiceHold(IReadOnlyList<LevelCode> levels, TimeSpan? hold)
        : this(hold, new(levels[0]), new(levels[^1]), ImmutableDictionary<PanelKey, TimeSpan>.Empty, false)
    {
    }

    private ServiceHold(TimeSpan? hold, PanelKey first, PanelKey last,
        ImmutableDictionary<PanelKey, TimeSpan> down, bool told) =>
        (_hold, _first, _last, _down, _told) = (hold, first, last, down, told);

    /// <summary>When it has been held long enough; null for not at all, or told already.</summary>
    public TimeSpan? NextDue => !_told && Outer && _down.TryGetValue(PanelKey.Invite, out var since)
        ? since + _hold
        : null;

    private bool Outer => _hold is not null && _down.ContainsKey(_first) && _down.ContainsKey(_last);

    /// <summary>True for the teller's key on top of both outer keys: it asks nobody to rate.</summary>
    public bool Covers(PanelKey key) => key == PanelKey.Invite && Outer;

    /// <summary>The state after an edge.</summary>
    public ServiceHold Next(KeyEdge edge)
    {
        if (edge.Key != _first && edge.Key != _last && edge.Key != PanelKey.Invite) return this;
        if (!edge.Down) return With(_down.Remove(edge.Key), told: false);
        // the teller's key counts from where all three are down
        var later = edge.Key == PanelKey.Invite ? _down : _down.Remove(PanelKey.Invite);
        return later.ContainsKey(edge.Key) ? this : With(later.Add(edge.Key, edge.Up), told: false);
    }

    /// <summary>The state at a moment, and whether service mode is asked for with it.</summary>
    public ServiceHold At(TimeSpan now, out bool asked)
    {
        asked = NextDue <= now;
        return asked ? With(_down, told: true) : this;
    }

    private ServiceHold With(ImmutableDictionary<PanelKey, TimeSpan> down, bool told) =>
        new(_hold, _first, _last, down, told);
}
