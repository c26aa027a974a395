namespace RatingDevice.Wire;

/// <summary>Every limit of the contract.</summary>
public static class Limits
{
    /// <summary>The contract version.</summary>
    public const int Version = 1;

    /// <summary>Largest batch payload, in bytes.</summary>
    public const int BatchBytes = 64 * 1024;

    /// <summary>Longest journal line without its line feed, in bytes.</summary>
    public const int LineBytes = 4 * 1024;

    /// <summary>Largest ack, status or command payload, in bytes.</summary>
    public const int MessageBytes = 4 * 1024;

    /// <summary>Largest config payload, in bytes.</summary>
    public const int ConfigBytes = 64 * 1024;

    /// <summary>Most rounds of the slow hash over cards and PINs: a device must bear it.</summary>
    public const int MostRounds = 1_000_000;

    /// <summary>Fewest and most levels of a scale.</summary>
    public const int FewestLevels = 2, MostLevels = 6;

    /// <summary>Longest free text in an entry (fault detail), in characters.</summary>
    public const int DetailChars = 200;

    /// <summary>Longest firmware version text, in characters.</summary>
    public const int FirmwareChars = 32;
}
