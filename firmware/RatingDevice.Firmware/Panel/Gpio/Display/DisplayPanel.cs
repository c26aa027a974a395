using System.Device.I2c;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.Gpio.Display;

/// <summary>
/// A small display on I2C. It reads no key, and no press waits for it: it shows the newest view when it can.
/// One that does not answer is a fault and tried again, with the newest view, once a second.
/// </summary>
internal sealed partial class DisplayPanel(
    DisplaySettings settings, DeviceClock clock, ILogger logger, Func<I2cDevice>? open = null) : IPanel
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Channel<PanelView> _views = LastView.Place<PanelView>();

    public string Name => "display";

    public void Show(PanelView view) => _views.Writer.TryWrite(view);

    public async Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        await Task.Yield(); // the bus is slow and has no asynchronous form: nobody waits for a picture
        var health = new OutputHealth(Name, clock, events);
        IScreen? screen = null;
        try
        {
            var view = await _views.Reader.ReadAsync(stop);
            while (true)
            {
                var why = Draw(ref screen, view);
                if (await health.TellAsync(why, stop)) Failed(logger, why!);
                view = why is null ? await _views.Reader.ReadAsync(stop) : await AgainAsync(view, stop);
            }
        }
        finally
        {
            Close(screen);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Null, or why it could not be shown.</summary>
    private string? Draw(ref IScreen? screen, PanelView view)
    {
        try
        {
            screen ??= Open();
            screen.Show(view);
            return null;
        }
        catch (Exception e)
        {
            Close(screen); // drivers throw what they like: no bus, no answer, a font that cannot be read
            screen = null;
            return e.Message;
        }
    }

    private async Task<PanelView> AgainAsync(PanelView view, CancellationToken stop)
    {
        await Task.Delay(Retry, clock.Time, stop);
        return _views.Reader.TryRead(out var newer) ? newer : view;
    }

    private IScreen Open()
    {
        var device = open?.Invoke() ?? I2cDevice.Create(new(settings.Bus, settings.Address));
        return settings.Rows > 0 ? new LcdScreen(device, settings) : new OledScreen(device, settings);
    }

    private static void Close(IScreen? screen)
    {
        try
        {
            screen?.Dispose();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // it did not answer before either
        }
    }

    [LoggerMessage(LogLevel.Warning, "Nothing can be shown: {Why}. Presses are taken as ever.")]
    private static partial void Failed(ILogger logger, string why);
}
