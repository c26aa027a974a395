using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>From the kernel's line events to panel events, for one opening of the lines; pure.</summary>
/// <param name="keys">Which line is which key.</param>
/// <param name="held">Keys that were down when the lines were opened; null where nobody knows.</param>
internal sealed class LineStates(
    IReadOnlyDictionary<uint, PanelKey> keys, IReadOnlyCollection<PanelKey>? held)
{
    /// <summary>
    /// Edges of one bounce that the kernel may tell as one event: its interrupt counts each, and the thread
    /// behind it reports once. A buffer that overflows loses many more, as it holds
    /// <see cref="Uapi.MostEvents"/>.
    /// </summary>
    internal const uint MostJoined = 16;

    private readonly HeldKeys _held = new(
        held is null ? null : keys.Values.Select(key => KeyValuePair.Create(key, held.Contains(key))));

    private readonly SequenceWatch _sequence = new(keys.Count);

    public IReadOnlyList<PanelEvent> Take(LineEvent seen)
    {
        var lost = _sequence.Take(seen);
        if (!keys.TryGetValue(seen.Offset, out var key)) return [];
        if (lost <= MostJoined) return Edge(key, seen.Id, seen.At);
        var what = $"The kernel dropped {lost} key events: presses may be missing.";
        return
        [
            .. Release(seen.At),
            new PanelFault(FaultCode.PanelDropped, true, what, seen.At),
            new PanelFault(FaultCode.PanelDropped, false, "Key events are in step again.", seen.At),
            .. Edge(key, seen.Id, seen.At),
        ];
    }

    /// <summary>The lines are gone or out of step: what was held counts as let go.</summary>
    public IReadOnlyList<PanelEvent> Release(TimeSpan up) => _held.Release(up);

    private IReadOnlyList<PanelEvent> Edge(PanelKey key, uint id, TimeSpan up) =>
        id is LineEvent.Rising or LineEvent.Falling ? _held.Edge(key, id == LineEvent.Rising, up) : [];
}
