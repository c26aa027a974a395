using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>Any key device the Linux kernel knows, and LED class lamps.</summary>
internal sealed class InputEventsPanel(InputEventsSettings settings, DeviceClock clock, ILogger logger) : IPanel
{
    public string Name => "input-events";

    public Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop) =>
        throw new NotImplementedException($"{settings} {clock} {logger}");

    public void Show(PanelView view)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
