namespace RatingDevice.Firmware.Panel;

/// <summary>
/// Which keys of a panel are down, for one opening of it. A driver may read a line's level a moment after its
/// edge, so of a bounce it may tell "down" twice: between them the key was up. The debouncer must know, or
/// the second would be a press. So too it may tell "up" of a key that was up: then a press began with an edge
/// that was read as "up", and without the "down" before it the debouncer would take the next for a bounce.
/// </summary>
/// <param name="levels">
/// Every key's state at the opening, where each later edge is told too; null where either is not so, and then
/// nothing is concluded from "up".
/// </param>
internal sealed class HeldKeys(IEnumerable<KeyValuePair<PanelKey, bool>>? levels = null)
{
    // A key that is not in it may be up or down.
    private readonly Dictionary<PanelKey, bool> _down = new(levels ?? []);
    private readonly bool _complete = levels is not null;

    public bool IsDown(PanelKey key) => _down.GetValueOrDefault(key);

    /// <summary>False after all were let go at once: then nobody knows until its next edge.</summary>
    public bool Knows(PanelKey key) => _down.ContainsKey(key);

    /// <summary>What a key was before an edge that is told now.</summary>
    public void Was(PanelKey key, bool down) => _down[key] = down;

    public IReadOnlyList<PanelEvent> Edge(PanelKey key, bool down, TimeSpan up)
    {
        var unseen = (down || _complete) && _down.TryGetValue(key, out var was) && was == down;
        _down[key] = down;
        var edge = new KeyEdge(key, down, up);
        return unseen ? [edge with { Down = !down }, edge] : [edge];
    }

    /// <summary>The panel is gone or out of step: what was held counts as let go.</summary>
    public IReadOnlyList<PanelEvent> Release(TimeSpan up)
    {
        PanelEvent[] edges = [.. _down.Where(k => k.Value).Select(k => new KeyEdge(k.Key, false, up))];
        _down.Clear();
        return edges;
    }
}
