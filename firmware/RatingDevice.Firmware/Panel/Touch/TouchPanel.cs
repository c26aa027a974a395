using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>The panel as a page: a tablet, a touch screen or any browser on this machine.</summary>
internal sealed class TouchPanel(TouchSettings settings, DeviceClock clock, ILogger logger) : IPanel
{
    private readonly TaskCompletionSource<Uri> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "touch";

    /// <summary>The page's address, once it is served for the first time.</summary>
    public Task<Uri> Serving => _serving.Task;

    public Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop) =>
        throw new NotImplementedException($"{settings} {clock} {logger}");

    public void Show(PanelView view)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
