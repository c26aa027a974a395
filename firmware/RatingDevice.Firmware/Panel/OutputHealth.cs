using System.Threading.Channels;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel;

/// <summary>Tells once when an output breaks, and once when it is well again.</summary>
internal sealed class OutputHealth(string name, DeviceClock clock, ChannelWriter<PanelEvent> events)
{
    private bool _broken;

    /// <param name="why">Null: it works.</param>
    /// <returns>True where this is news of a break, for the log.</returns>
    public async ValueTask<bool> TellAsync(string? why, CancellationToken stop)
    {
        if (_broken == (why is not null)) return false;
        _broken = why is not null;
        var text = $"{name}: {why ?? "works again"}";
        if (text.Length > Limits.DetailChars) text = text[..Limits.DetailChars];
        await events.WriteAsync(new PanelFault(FaultCode.OutputLost, _broken, text, clock.Up), stop);
        return _broken;
    }
}
