using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>What the kiosk page needs to know; handed in by whoever reads the options.</summary>
/// <param name="Address">IP address to listen on, or "localhost"; loopback keeps it to this machine.</param>
/// <param name="Port">TCP port; 0 lets the system choose one.</param>
/// <param name="Levels">The keys from best to worst, with their labels.</param>
internal sealed record TouchSettings(string Address, int Port, IReadOnlyList<TouchLevel> Levels)
{
    /// <summary>True: the page signs on by a teller number; false: by a PIN.</summary>
    public bool OpenSignOn { get; init; } = true;

    /// <summary>Most pages watching at once; one more is refused with 503 and the reason.</summary>
    public int MostWatchers { get; init; } = 16;
}

/// <summary>One level key and what stands on it.</summary>
internal sealed record TouchLevel(LevelCode Code, string Zh, string En);
