using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>What the keypad adapter needs to know; handed in by whoever reads the options.</summary>
/// <param name="Path">The input device, best by a name that survives replugging: /dev/input/by-id/….</param>
/// <param name="Keys">Kernel key name, for example KEY_1, to the level it stands for.</param>
/// <param name="InviteKey">Kernel key name of the teller's invite key; null for none.</param>
/// <param name="Lamps">Lamps; those left out are not driven.</param>
internal sealed record InputEventsSettings(
    string Path, IReadOnlyDictionary<string, LevelCode> Keys, string? InviteKey, InputEventsLamps Lamps)
{
    /// <summary>Kernel key name of the teller's key to sign off; null for none.</summary>
    public string? SignOffKey { get; init; }
}

/// <summary>LED class lamps: the folder below /sys/class/leds, or its brightness file itself.</summary>
internal sealed record InputEventsLamps(string? Invited = null, string? Thanks = null, string? Fault = null);
