using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.Gpio.Display;

/// <summary>What a display needs to know.</summary>
/// <param name="Bus">I2C bus.</param>
/// <param name="Address">I2C address.</param>
/// <param name="Rows">Of a character display; 0 for dots.</param>
/// <param name="Columns">Of a character display.</param>
/// <param name="Chinese">Words in Chinese.</param>
/// <param name="Font">A font file for dots; null for the built-in one.</param>
/// <param name="Stars">1 to 5 by teller.</param>
internal sealed record DisplaySettings(
    int Bus, int Address, int Rows, int Columns, bool Chinese, string? Font,
    IReadOnlyDictionary<TellerId, int> Stars);
