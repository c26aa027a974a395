using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>
/// One line of a device's journal. The counter decides the kind and its fields; the journal adds the head
/// (<see cref="N"/> to <see cref="Clock"/>) when it writes the line. An unknown kind is read as a plain
/// <see cref="Entry"/>: it stays evidence and is counted as such, so an old collector can serve a new device.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Boot), "boot")]
[JsonDerivedType(typeof(ClockChanged), "clock")]
[JsonDerivedType(typeof(SignOn), "sign-on")]
[JsonDerivedType(typeof(SignOff), "sign-off")]
[JsonDerivedType(typeof(Invited), "invited")]
[JsonDerivedType(typeof(Rated), "rated")]
[JsonDerivedType(typeof(Unrated), "unrated")]
[JsonDerivedType(typeof(Stray), "stray")]
[JsonDerivedType(typeof(Configured), "config")]
[JsonDerivedType(typeof(Fault), "fault")]
[JsonDerivedType(typeof(Test), "test")]
[JsonDerivedType(typeof(SignOnRefused), "sign-on-refused")]
[JsonDerivedType(typeof(ServiceMode), "service-mode")]
[JsonDerivedType(typeof(Check), "check")]
public record Entry
{
    /// <summary>Number in the journal: 1, 2, 3 … never reused.</summary>
    [JsonPropertyOrder(-9)]
    public long N { get; init; }

    /// <summary>Digest of the previous line's bytes; <see cref="Digest.Zero"/> before the first.</summary>
    [JsonPropertyOrder(-8)]
    public Digest P { get; init; }

    /// <summary>Wall clock when it happened, UTC, to the millisecond. As good as <see cref="Clock"/>
    /// says.</summary>
    [JsonPropertyOrder(-7)]
    public DateTimeOffset At { get; init; }

    /// <summary>The run of the operating system it happened in.</summary>
    [JsonPropertyOrder(-6)]
    public BootId Boot { get; init; }

    /// <summary>Monotonic time since <see cref="Boot"/> began when it happened, in milliseconds.</summary>
    [JsonPropertyOrder(-5)]
    public TimeSpan Up { get; init; }

    /// <summary>Whether <see cref="At"/> can be trusted.</summary>
    [JsonPropertyOrder(-4)]
    public ClockQuality Clock { get; init; }
}

/// <summary>First line of every journal: whose it is, and the key its batches are signed with.</summary>
public sealed record Opened : Entry
{
    /// <summary>The journal's id, made at random once.</summary>
    public required JournalId Journal { get; init; }

    /// <summary>The device that writes it.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Public key: base64url of the SubjectPublicKeyInfo, ECDSA on P-256.</summary>
    public required string Key { get; init; }

    /// <summary>Program version, at most 32 characters.</summary>
    public required string Firmware { get; init; }
}

/// <summary>The device program started.</summary>
public sealed record Boot : Entry
{
    /// <summary>Program version, at most 32 characters.</summary>
    public required string Firmware { get; init; }
}

/// <summary>The wall clock was set, or was lost.</summary>
public sealed record ClockChanged : Entry
{
    /// <summary>Quality before.</summary>
    public required ClockQuality Was { get; init; }

    /// <summary>How far the wall clock jumped against the monotonic one, in milliseconds, signed.</summary>
    public required long Step { get; init; }
}

/// <summary>Effective settings of the counter, written at each start and change.</summary>
public sealed record Configured : Entry
{
    /// <summary>The levels offered, best first; 2 to 6.</summary>
    public required IReadOnlyList<LevelCode> Levels { get; init; }

    /// <summary>How long an invitation stays open, in milliseconds.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How long after a press another key replaces it, in milliseconds.</summary>
    public required TimeSpan Grace { get; init; }
}

/// <summary>Something is broken, or is well again.</summary>
public sealed record Fault : Entry
{
    /// <summary>What: see <see cref="FaultCode"/>.</summary>
    public required FaultCode Code { get; init; }

    /// <summary>True when it began, false when it ended.</summary>
    public required bool Raised { get; init; }

    /// <summary>Presses that could not be written while it lasted: counted as missing.</summary>
    public int Missed { get; init; }

    /// <summary>One sentence for a technician, at most 200 characters.</summary>
    public string? Detail { get; init; }
}
