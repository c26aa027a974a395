using System.Collections.Immutable;
using RatingDevice.Firmware.Panel;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// Turns the edges of bouncing keys into presses. Eager: a press counts at its first down edge, so that
/// thanks is not late by the bounce time; it counts only when the key's line has been quiet before, so that
/// neither the bounces after it nor those of the release count again. An immutable value; edges of a key
/// come in time order.
/// </summary>
internal sealed class Debouncer
{
    private readonly TimeSpan _quiet;
    private readonly ImmutableDictionary<PanelKey, TimeSpan> _lastEdge;

    /// <param name="quiet">How long a line must have been still; zero: each down edge is a press.</param>
    public Debouncer(TimeSpan quiet)
        : this(quiet, ImmutableDictionary<PanelKey, TimeSpan>.Empty)
    {
    }

    private Debouncer(TimeSpan quiet, ImmutableDictionary<PanelKey, TimeSpan> lastEdge) =>
        (_quiet, _lastEdge) = (quiet, lastEdge);

    /// <summary>The state after an edge, and whether the edge is a press.</summary>
    public Debouncer Next(KeyEdge edge, out bool pressed)
    {
        var wasQuiet = !_lastEdge.TryGetValue(edge.Key, out var last) || edge.Up - last >= _quiet;
        pressed = edge.Down && wasQuiet;
        return new Debouncer(_quiet, _lastEdge.SetItem(edge.Key, edge.Up));
    }
}
