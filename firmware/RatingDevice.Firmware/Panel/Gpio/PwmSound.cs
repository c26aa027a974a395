using System.Device.Pwm;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>A tone from a PWM channel. A broken one is reported once and tried with the next tone.</summary>
internal sealed partial class PwmSound(PwmTone tone, ILogger logger)
{
    private PwmChannel? _channel;
    private bool _broken;

    public void Set(bool on)
    {
        try
        {
            _channel ??= PwmChannel.Create(tone.Chip, tone.Channel, tone.Hertz, 0.5);
            if (on) _channel.Start();
            else _channel.Stop();
            _broken = false;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException
            or InvalidOperationException)
        {
            if (!_broken) Failed(logger, tone.Chip, tone.Channel, e.Message);
            _broken = true;
            _channel = null;
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "The buzzer on PWM {Chip}/{Channel} cannot be used: {Why}. Keys are read as before.")]
    private static partial void Failed(ILogger logger, int chip, int channel, string why);
}
