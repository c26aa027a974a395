using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>From the kernel's line events to panel events, for one opening of the lines; pure.</summary>
internal sealed class LineStates(IReadOnlyDictionary<uint, PanelKey> keys)
{
    private readonly HashSet<PanelKey> _down = [];
    private readonly SequenceWatch _sequence = new(keys.Count);

    public IReadOnlyList<PanelEvent> Take(LineEvent seen)
    {
        var lost = _sequence.Take(seen);
        if (!keys.TryGetValue(seen.Offset, out var key)) return [];
        if (lost == 0) return Edge(key, seen.Id, seen.At);
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
    public IReadOnlyList<PanelEvent> Release(TimeSpan up)
    {
        PanelEvent[] edges = [.. _down.Select(key => new KeyEdge(key, false, up))];
        _down.Clear();
        return edges;
    }

    /// <summary>
    /// The kernel reads the level a moment after the edge, so of a bounce it may tell "down" twice: between
    /// them the key was up. The debouncer must know, or the second would be a press.
    /// </summary>
    private PanelEvent[] Edge(PanelKey key, uint id, TimeSpan up)
    {
        var down = id == LineEvent.Rising;
        if (!down && id != LineEvent.Falling) return [];
        var news = down ? _down.Add(key) : _down.Remove(key);
        var edge = new KeyEdge(key, down, up);
        return news || !down ? [edge] : [edge with { Down = false }, edge];
    }
}
