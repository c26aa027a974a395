using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>Why service mode ended.</summary>
[JsonConverter(typeof(WireEnumConverter<ServiceEnd>))]
public enum ServiceEnd
{
    /// <summary>The technician was done, or left it.</summary>
    Done,

    /// <summary>It had lasted as long as it may.</summary>
    Limit,

    /// <summary>The device stopped in good order.</summary>
    Stopped,

    /// <summary>The device could not write.</summary>
    Fault,
}

/// <summary>A part of the device that is tried in service mode.</summary>
[JsonConverter(typeof(WireEnumConverter<DevicePart>))]
public enum DevicePart
{
    /// <summary>Every level key was seen.</summary>
    Keys,

    /// <summary>The technician saw every lamp.</summary>
    Lamps,

    /// <summary>The technician heard the tone.</summary>
    Buzzer,

    /// <summary>The technician could read the display.</summary>
    Display,

    /// <summary>The collector acknowledged an entry written in the test.</summary>
    Link,

    /// <summary>An entry could be written to the journal.</summary>
    Journal,

    /// <summary>The card reader read a card.</summary>
    Reader,
}

/// <summary>A key tried in service mode; never a rating.</summary>
public sealed record Test : Entry
{
    /// <summary>The level key pressed.</summary>
    public required LevelCode Level { get; init; }
}

/// <summary>
/// Service mode began or ended. No invitation is opened in between, and no press counts. A
/// <see cref="Boot"/> ends it too.
/// </summary>
public sealed record ServiceMode : Entry
{
    /// <summary>True: it began.</summary>
    public required bool On { get; init; }

    /// <summary>Signed on meanwhile, if anybody.</summary>
    public TellerId? Teller { get; init; }

    /// <summary>Why it ended; with the end only.</summary>
    public ServiceEnd? Why { get; init; }

    /// <summary>Test presses in it; with the end.</summary>
    public int? Presses { get; init; }

    /// <summary>Invitations that were asked for in it and not opened; with the end.</summary>
    public int? Refused { get; init; }
}

/// <summary>What a test in service mode found.</summary>
public sealed record Check : Entry
{
    /// <summary>What was tried.</summary>
    public required DevicePart Part { get; init; }

    /// <summary>Whether it works.</summary>
    public required bool Ok { get; init; }

    /// <summary>One sentence for a technician, at most 200 characters.</summary>
    public string? Detail { get; init; }
}
