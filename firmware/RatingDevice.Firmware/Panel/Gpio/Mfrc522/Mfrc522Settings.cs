namespace RatingDevice.Firmware.Panel.Gpio.Mfrc522;

/// <summary>Where the MFRC522 is.</summary>
/// <param name="Bus">SPI bus.</param>
/// <param name="ChipSelect">Its chip select line.</param>
/// <param name="ResetPin">GPIO number of its reset; -1: wired to high.</param>
internal sealed record Mfrc522Settings(int Bus, int ChipSelect, int ResetPin)
{
    /// <summary>A card must have been away for so long to be told again.</summary>
    public TimeSpan Away { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>A reader that was opened.</summary>
/// <param name="Read">The number of a card that lies on it; null for none. Throws what drivers throw.</param>
/// <param name="Device">To be closed.</param>
internal sealed record OpenedReader(Func<byte[]?> Read, IDisposable Device);
