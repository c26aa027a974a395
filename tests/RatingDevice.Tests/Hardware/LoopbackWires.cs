namespace RatingDevice.Tests.Hardware;

/// <summary>The loop-back of hardware-docs/rig.md.</summary>
internal static class LoopbackWires
{
    /// <summary>Label of the chip with the wires; null on every other machine.</summary>
    public static string? Chip { get; } = Environment.GetEnvironmentVariable("RATING_LOOPBACK");

    /// <summary>Signal of the panel, and the line at the other end of its wire.</summary>
    public static IReadOnlyDictionary<string, uint> PlayedBy { get; } = new Dictionary<string, uint>
    {
        ["key-1"] = 25, ["key-2"] = 6, ["key-3"] = 13, ["key-4"] = 19, ["key-invite"] = 20,
        ["key-sign-off"] = 11, ["key-lamps"] = 21, ["thanks"] = 4, ["fault"] = 7,
    };
}
