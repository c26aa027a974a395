using RatingDevice.Wire;

namespace RatingDevice.Simulation.Verdicts;

/// <summary>
/// What a customer did: a level for a service, as the panel named it; null where it named none.
/// </summary>
internal readonly record struct Press(ServiceId? Service, LevelCode Level);

/// <summary>
/// The outside record of one counter: what customers pressed and what they were thanked for. It is kept by
/// them, never by the system under test.
/// </summary>
internal sealed class PressRecord
{
    private readonly Dictionary<Press, int> _pressed = [];
    private readonly Dictionary<Press, int> _thanked = [];
    private readonly Dictionary<ServiceId, DateTimeOffset> _asked = [];
    private readonly List<(TimeSpan Up, LevelCode Level)> _recent = [];

    /// <summary>Presses of level keys that the panel saw.</summary>
    public int Presses { get; private set; }

    /// <summary>Thanks shown.</summary>
    public int Thanks { get; private set; }

    public IReadOnlyDictionary<Press, int> AllPressed => _pressed;

    public IReadOnlyDictionary<Press, int> AllThanked => _thanked;

    public IReadOnlyDictionary<ServiceId, DateTimeOffset> AllAsked => _asked;

    /// <summary>A customer presses, with this service on the panel.</summary>
    /// <param name="up">Of the device's clock.</param>
    public void Pressed(ServiceId? service, LevelCode level, TimeSpan up)
    {
        var press = new Press(service, level);
        _pressed[press] = _pressed.GetValueOrDefault(press) + 1;
        _recent.Add((up, level));
        Presses++;
    }

    /// <summary>The panel says thanks for the last press that was not after this moment.</summary>
    public void Thanked(ServiceId? service, TimeSpan up)
    {
        var last = _recent.FindLastIndex(p => p.Up <= up);
        if (last < 0) return;
        var press = new Press(service, _recent[last].Level);
        _thanked[press] = _thanked.GetValueOrDefault(press) + 1;
        Thanks++;
    }

    /// <summary>The panel is another one: what was pressed before is not thanked for any more.</summary>
    public void Restarted() => _recent.Clear();

    /// <summary>When a service was asked for, by the true clock.</summary>
    public void Asked(ServiceId service, DateTimeOffset at) => _asked[service] = at;
}
