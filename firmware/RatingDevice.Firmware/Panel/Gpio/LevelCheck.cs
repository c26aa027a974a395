namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>
/// Finds edges the driver did not tell: a line whose level is not what its edges say, twice in a row and
/// without an edge in between, has lost one. Pure.
/// </summary>
internal sealed class LevelCheck
{
    private HashSet<PanelKey> _doubted = [];

    /// <summary>An edge came: what was doubted is news again.</summary>
    public void Edge(PanelKey key) => _doubted.Remove(key);

    /// <summary>Keys whose level is surely another than their edges say.</summary>
    public IReadOnlyList<PanelKey> Look(
        IEnumerable<PanelKey> keys, IReadOnlySet<PanelKey> down, HeldKeys believed)
    {
        var doubted = keys.Where(k => down.Contains(k) != believed.IsDown(k)).ToHashSet();
        PanelKey[] sure = [.. doubted.Where(_doubted.Contains)];
        _doubted = [.. doubted.Except(sure)];
        return sure;
    }
}
