namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>
/// What looks at all key lines say, one after the other. Level and time of an edge that is told on are those
/// of one look, so a bounce that the driver told late, when it was long over, cannot become a press. Two keys
/// that one look finds newly down have an order nobody knows, and neither is taken: the customer, who sees no
/// thanks, presses once more. Pure.
/// </summary>
internal sealed class KeyLooks
{
    /// <summary>Levels that differ for longer are no bounce.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(50);

    private readonly HashSet<PanelKey> _down;
    private readonly Dictionary<PanelKey, TimeSpan> _changed = [];
    private readonly Dictionary<PanelKey, TimeSpan> _untold = [];
    private readonly Dictionary<PanelKey, TimeSpan> _over = [];
    private readonly List<string> _doubts = [];

    /// <param name="down">Keys that were down at the opening: let go later, but not pressed.</param>
    public KeyLooks(IEnumerable<PanelKey> down) => _down = [.. down];

    /// <summary>Edges since the look before.</summary>
    /// <param name="down">All keys that are down.</param>
    /// <param name="told">The edge that was the reason to look; null where it was only time to.</param>
    /// <param name="up">Monotonic time of the look.</param>
    public IReadOnlyList<KeyEdge> Look(
        IReadOnlySet<PanelKey> down, (PanelKey Key, bool Down)? told, TimeSpan up)
    {
        if (told is { } edge) Told(edge.Key, edge.Down, down.Contains(edge.Key), up);
        PanelKey[] changed = [.. _down.Except(down), .. down.Except(_down)];
        PanelKey[] pressed = [.. changed.Where(k => down.Contains(k) && k.Level is not null)];
        var unclear = pressed.Length > 1;
        if (unclear)
            _doubts.Add($"Keys {string.Join(" and ", pressed)} went down at one moment: neither is taken");
        var edges = new List<KeyEdge>();
        foreach (var key in changed)
        {
            // an edge up before it makes it a bounce to the debouncer; a stuck key is found all the same
            if (unclear && pressed.Contains(key)) edges.Add(new KeyEdge(key, false, up));
            edges.Add(new KeyEdge(key, down.Contains(key), up));
            _changed[key] = up;
            _over.Remove(key);
            if (told?.Key != key) _untold.TryAdd(key, up);
        }

        _down.Clear();
        _down.UnionWith(down);
        return edges;
    }

    /// <summary>Keys that are held.</summary>
    public IReadOnlyList<KeyEdge> Release(TimeSpan up) => [.. _down.Select(k => new KeyEdge(k, false, up))];

    /// <summary>What may have been missed, in sentences without an end; each is told once.</summary>
    public IReadOnlyList<string> Doubts(TimeSpan up)
    {
        var doubts = _doubts.ToList();
        _doubts.Clear();
        doubts.AddRange(Due(_untold, up).Select(k => $"An edge of key {k} was not told"));
        doubts.AddRange(Due(_over, up).Select(k => $"Key {k} was up again when its edge was told"));
        return doubts;
    }

    private void Told(PanelKey key, bool toldDown, bool isDown, TimeSpan up)
    {
        _untold.Remove(key);
        // within a bounce that is how it should be; otherwise a spike, or a press that was over too soon
        var still = !_changed.TryGetValue(key, out var last) || up - last > Settled;
        if (toldDown && !isDown && still && !_down.Contains(key)) _over.TryAdd(key, up);
    }

    private static PanelKey[] Due(Dictionary<PanelKey, TimeSpan> since, TimeSpan up)
    {
        PanelKey[] due = [.. since.Where(s => up - s.Value > Settled).Select(s => s.Key)];
        foreach (var key in due) since.Remove(key);
        return due;
    }
}
