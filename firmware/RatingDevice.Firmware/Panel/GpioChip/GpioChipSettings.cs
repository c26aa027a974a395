using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>What the GPIO adapter needs to know. A line is its name, or its number on the chip.</summary>
/// <param name="Chip">The chip: a path, a label or a name.</param>
/// <param name="Keys">Line to the level it stands for.</param>
/// <param name="InviteKey">The teller's key; null for none.</param>
/// <param name="Wiring">How the keys are wired.</param>
/// <param name="Outputs">What is driven.</param>
internal sealed record GpioChipSettings(
    string Chip, IReadOnlyDictionary<string, LevelCode> Keys, string? InviteKey, KeyWiring Wiring,
    GpioChipOutputs Outputs)
{
    /// <summary>The teller's key to sign off; null for none.</summary>
    public string? SignOffKey { get; init; }

    /// <summary>Every key that is wired, with its line.</summary>
    public IEnumerable<KeyValuePair<string, PanelKey>> Wired =>
    [
        .. Keys.Select(k => KeyValuePair.Create(k.Key, new PanelKey(k.Value))),
        .. InviteKey is null ? [] : new[] { KeyValuePair.Create(InviteKey, PanelKey.Invite) },
        .. SignOffKey is null ? [] : new[] { KeyValuePair.Create(SignOffKey, PanelKey.SignOff) },
    ];
}

/// <summary>Which resistor holds an open key line.</summary>
internal enum KeyPull
{
    Up,
    Down,
    None,
}

/// <summary>How keys are wired.</summary>
/// <param name="ActiveLow">A pressed key pulls the line low.</param>
/// <param name="Pull">The chip's own resistor.</param>
/// <param name="Debounce">Asked of the kernel; zero for none. Our own debouncer works in any case.</param>
internal sealed record KeyWiring(bool ActiveLow, KeyPull Pull, TimeSpan Debounce);

/// <summary>Lamps and buzzer; those left out are not driven.</summary>
internal sealed record GpioChipOutputs
{
    /// <summary>The lamps in the keys: all lit together, so that none tells the key.</summary>
    public IReadOnlyList<string> KeyLamps { get; init; } = [];

    public string? Invited { get; init; }

    public string? Thanks { get; init; }

    public string? Fault { get; init; }

    public string? Buzzer { get; init; }

    public TimeSpan BuzzerLength { get; init; } = TimeSpan.FromMilliseconds(80);

    public bool ActiveLow { get; init; }
}
