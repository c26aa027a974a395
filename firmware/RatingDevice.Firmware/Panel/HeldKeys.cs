namespace RatingDevice.Firmware.Panel;

/// <summary>
/// Which keys of a panel are down, for one opening of it. A driver may read a line's level a moment after its
/// edge, so of a bounce it may tell "down" twice: between them the key was up. The debouncer must know, or
/// the second would be a press.
/// </summary>
internal sealed class HeldKeys
{
    private readonly HashSet<PanelKey> _down = [];

    public bool IsDown(PanelKey key) => _down.Contains(key);

    public IReadOnlyList<PanelEvent> Edge(PanelKey key, bool down, TimeSpan up)
    {
        var news = down ? _down.Add(key) : _down.Remove(key);
        var edge = new KeyEdge(key, down, up);
        return news || !down ? [edge] : [edge with { Down = false }, edge];
    }

    /// <summary>The panel is gone or out of step: what was held counts as let go.</summary>
    public IReadOnlyList<PanelEvent> Release(TimeSpan up)
    {
        PanelEvent[] edges = [.. _down.Select(key => new KeyEdge(key, false, up))];
        _down.Clear();
        return edges;
    }
}
