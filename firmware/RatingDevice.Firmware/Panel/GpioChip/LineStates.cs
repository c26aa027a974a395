using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>From the kernel's line events to panel events, for one opening of the lines; pure.</summary>
/// <param name="keys">Which line is which key.</param>
/// <param name="held">Keys that a look after the opening found down; null where nobody knows.</param>
/// <param name="looked">
/// Monotonic time of that look. The kernel tells edges from the opening on: one from before the look is how
/// its key came to be as it was found.
/// </param>
internal sealed class LineStates(
    IReadOnlyDictionary<uint, PanelKey> keys, IReadOnlyCollection<PanelKey>? held, TimeSpan looked)
{
    /// <summary>
    /// Edges of one bounce that the kernel may tell as one event: its interrupt counts each, and the thread
    /// behind it reports once. A buffer that overflows loses many more, as it holds
    /// <see cref="Uapi.MostEvents"/>.
    /// </summary>
    internal const uint MostJoined = 16;

    private readonly HeldKeys _held = new(
        held is null ? null : keys.Values.Select(key => KeyValuePair.Create(key, held.Contains(key))));

    // A key down for longer before it is told down again was let go in between, or its contact trembled.
    private static readonly TimeSpan Bounce = TimeSpan.FromMilliseconds(50);

    private readonly SequenceWatch _sequence = new(keys.Count);
    private readonly Dictionary<PanelKey, TimeSpan> _lastEdge = [];
    private readonly HashSet<PanelKey> _early = [];
    private HashSet<PanelKey> _doubted = [];

    public IReadOnlyList<PanelEvent> Take(LineEvent seen)
    {
        var lost = _sequence.Take(seen);
        if (!keys.TryGetValue(seen.Offset, out var key)) return [];
        _doubted.Remove(key);
        return lost <= MostJoined ? Edge(key, seen.Id, seen.At)
            :
            [
                .. Release(seen.At), .. Dropped($"The kernel dropped {lost} key events", seen.At),
                .. Edge(key, seen.Id, seen.At),
            ];
    }

    /// <summary>
    /// A look at the levels. One that is not what its edges say, twice and without an edge in between, has
    /// lost one: a chip may swallow the last edge of a bounce, and the next press would be taken for more of
    /// it.
    /// </summary>
    /// <param name="down">Keys that are down.</param>
    /// <param name="up">Monotonic time of the look.</param>
    public IReadOnlyList<PanelEvent> Look(IReadOnlyCollection<PanelKey> down, TimeSpan up)
    {
        var doubted = keys.Values
            .Where(k => _held.Knows(k) && down.Contains(k) != _held.IsDown(k)).ToHashSet();
        PanelKey[] sure = [.. doubted.Where(_doubted.Contains)];
        _doubted = [.. doubted.Except(sure)];
        return
        [
            .. sure.SelectMany(k => Dropped($"An edge of key {k} was not told", up)
                .Concat(_held.Edge(k, down.Contains(k), up))),
        ];
    }

    /// <summary>The lines are gone or out of step: what was held counts as let go.</summary>
    public IReadOnlyList<PanelEvent> Release(TimeSpan up) => _held.Release(up);

    private IReadOnlyList<PanelEvent> Edge(PanelKey key, uint id, TimeSpan up)
    {
        if (id is not (LineEvent.Rising or LineEvent.Falling)) return [];
        var down = id == LineEvent.Rising;
        if (up <= looked && _held.Knows(key) && _early.Add(key)) _held.Was(key, !down);
        var unseen = down && _held.IsDown(key) && up - _lastEdge.GetValueOrDefault(key, up) > Bounce;
        _lastEdge[key] = up;
        var edges = _held.Edge(key, down, up);
        return unseen ? [.. Dropped($"That key {key} was let go was not told", up), .. edges] : edges;
    }

    private static PanelFault[] Dropped(string what, TimeSpan up) =>
    [
        new(FaultCode.PanelDropped, true, $"{what}: presses may be missing.", up),
        new(FaultCode.PanelDropped, false, "Key events are in step again.", up),
    ];
}
