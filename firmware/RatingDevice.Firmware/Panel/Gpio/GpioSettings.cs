using RatingDevice.Firmware.Panel.GpioChip;

namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>What this panel needs to know: the lines as Panel/GpioChip takes them, by number only.</summary>
/// <param name="Lines">Chip, keys and outputs.</param>
/// <param name="Tone">A buzzer on a PWM channel, in place of one on a line; null for none.</param>
internal sealed record GpioSettings(GpioChipSettings Lines, PwmTone? Tone = null);

/// <summary>A buzzer that needs a frequency.</summary>
internal sealed record PwmTone(int Chip, int Channel, int Hertz);
