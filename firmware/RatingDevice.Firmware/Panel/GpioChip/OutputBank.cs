using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>
/// Remembers what shall be lit and tells the lines, while there are any. Thread-safe: lamps and buzzer each
/// have a loop, and the chip comes and goes by a third.
/// </summary>
internal sealed partial class OutputBank(ILogger logger)
{
    private readonly Lock _gate = new();
    private IOutputLines? _lines;
    private ulong _lit;
    private bool _broken;

    /// <summary>Sets the outputs of a mask; a failure is reported once, the next is tried again.</summary>
    public void Set(ulong mask, ulong lit)
    {
        lock (_gate)
        {
            _lit = (_lit & ~mask) | (lit & mask);
            if (mask == 0 || _lines is null) return;
            var why = _lines.Set(_lit, mask);
            if (why is not null && !_broken) OutputFailed(logger, why);
            _broken = why is not null;
        }
    }

    /// <summary>Lines are there; <paramref name="open"/> is handed what shall be lit.</summary>
    public void Attach(Func<ulong, IOutputLines?> open)
    {
        lock (_gate) _lines = open(_lit);
    }

    public void Detach()
    {
        lock (_gate)
        {
            _lines?.Dispose();
            _lines = null;
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "Lamps and buzzer cannot be set: {Why}. Keys are read as before; look at the wiring.")]
    private static partial void OutputFailed(ILogger logger, string why);
}

/// <summary>Requested output lines.</summary>
internal interface IOutputLines : IDisposable
{
    /// <summary>Sets the lines of a mask; null, or why it failed.</summary>
    string? Set(ulong lit, ulong mask);
}
