using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>
/// From kernel records to panel events; a pure value machine. A key is down while any of its codes is down.
/// After SYN_DROPPED nothing is believed until the next SYN_REPORT: what was held counts as let go.
/// </summary>
internal sealed class KeyStates(KeyMap map)
{
    private readonly HashSet<ushort> _down = [];
    private bool _dropped;

    /// <summary>What a record means.</summary>
    /// <param name="record">As read.</param>
    /// <param name="up">When it happened, on the device's monotonic clock.</param>
    public IEnumerable<PanelEvent> Take(InputRecord record, TimeSpan up) => record switch
    {
        { Type: InputRecord.Syn, Code: InputRecord.SynDropped } => Dropped(up),
        { Type: InputRecord.Syn, Code: InputRecord.SynReport } when _dropped => InStep(up),
        { Type: InputRecord.Key } when !_dropped && map.TryGet(record.Code, out var key) =>
            Edge(record, key, up),
        _ => [],
    };

    /// <summary>Starts anew, as the device is gone: held keys are let go, nothing is out of step.</summary>
    public IReadOnlyList<PanelEvent> Release(TimeSpan up) => _dropped ? [.. InStep(up)] : LetGo(up);

    private IEnumerable<PanelEvent> Dropped(TimeSpan up)
    {
        if (_dropped) return [];
        var released = LetGo(up);
        _dropped = true;
        const string Detail = "The kernel dropped key events (SYN_DROPPED): presses may be missing.";
        return [.. released, new PanelFault(FaultCode.PanelDropped, true, Detail, up)];
    }

    private PanelEvent[] LetGo(TimeSpan up)
    {
        var keys = _down.Select(code => map[code]).Distinct().ToArray();
        _down.Clear();
        return [.. keys.Select(key => new KeyEdge(key, false, up))];
    }

    private IEnumerable<PanelEvent> InStep(TimeSpan up)
    {
        _dropped = false;
        return [new PanelFault(FaultCode.PanelDropped, false, "No more key events are being dropped.", up)];
    }

    private IEnumerable<PanelEvent> Edge(InputRecord record, PanelKey key, TimeSpan up)
    {
        var held = IsDown(key);
        if (record.Value == InputRecord.Down) _down.Add(record.Code);
        else if (record.Value == InputRecord.Up) _down.Remove(record.Code);
        var now = IsDown(key); // autorepeat, value 2, changes nothing
        return held == now ? [] : [new KeyEdge(key, now, up)];
    }

    private bool IsDown(PanelKey key) => _down.Any(code => map[code] == key);
}
