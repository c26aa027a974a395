using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>
/// Any key device the Linux kernel knows (gpio-keys, a USB keypad), and LED class lamps. An unplugged device
/// is looked for once a second until it is back.
/// </summary>
internal sealed partial class InputEventsPanel : IPanel
{
    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly DeviceClock _clock;
    private readonly ILogger _logger;
    private readonly KeyStates _keys;
    private readonly LampRow _lamps;

    /// <exception cref="ArgumentException">A setting is wrong; the message names it.</exception>
    public InputEventsPanel(InputEventsSettings settings, DeviceClock clock, ILogger logger)
    {
        if (!Environment.Is64BitProcess)
            throw new ArgumentException("Input events are read in their 64-bit form: use a 64-bit system.");
        if (string.IsNullOrWhiteSpace(settings.Path))
            throw new ArgumentException("No input device is given; name one below /dev/input/by-id.");
        _path = settings.Path;
        (_clock, _logger) = (clock, logger);
        _keys = new KeyStates(new KeyMap(settings.Keys, settings.InviteKey, settings.SignOffKey));
        _lamps = new LampRow(Lights(settings.Lamps, logger), clock.Time);
    }

    public string Name => "input-events";

    public async Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var lamps = _lamps.RunAsync(ending.Token);
        try
        {
            await ReadAsync(events, stop);
        }
        finally
        {
            await ending.CancelAsync();
            await lamps;
        }
    }

    public void Show(PanelView view) => _lamps.Show(view);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Action<LampLights> Lights(InputEventsLamps lamps, ILogger logger)
    {
        var invited = new Lamp("invited", lamps.Invited, logger);
        var thanks = new Lamp("thanks", lamps.Thanks, logger);
        var fault = new Lamp("fault", lamps.Fault, logger);
        return lights =>
        {
            invited.Set(lights.Invited);
            thanks.Set(lights.Thanks);
            fault.Set(lights.Fault);
        };
    }

    private async Task ReadAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        var (lost, played) = (false, false);
        while (true)
        {
            string why;
            try
            {
                await using var device = InputDevice.Open(_path);
                if (played && device.Recording) throw new IOException($"{_path}: a recording, played once");
                if (lost) await FaultAsync(false, $"{_path} is back.");
                (lost, played) = (false, device.Recording);
                device.Records.Start(Name);
                await PumpAsync(device, events, stop);
                why = $"{_path}: {device.Records.Gone}";
            }
            catch (IOException e)
            {
                why = e.Message;
            }
            if (!lost)
            {
                NoKeys(_logger, why);
                foreach (var e in _keys.Release(_clock.Up)) await events.WriteAsync(e, stop);
                await FaultAsync(true, $"{why}. No key is seen until it is back.");
            }
            lost = true;
            await Task.Delay(Retry, _clock.Time, stop);
        }

        ValueTask FaultAsync(bool raised, string detail)
        {
            // Of a long one the end is kept: it says why.
            var text = detail.Length <= Limits.DetailChars ? detail : detail[^Limits.DetailChars..];
            return events.WriteAsync(new PanelFault(FaultCode.PanelLost, raised, text, _clock.Up), stop);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "No key can be read: {Why}. It is tried again every second; plug the device in or mend the path.")]
    private static partial void NoKeys(ILogger logger, string why);

    private async Task PumpAsync(InputDevice device, ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        await foreach (var chunk in device.Records.Chunks.ReadAllAsync(stop))
        {
            for (var i = 0; i < chunk.Length; i += InputRecord.Size)
            {
                var record = InputRecord.Read(chunk.AsSpan(i, InputRecord.Size));
                var up = device.KernelTime ? record.At : _clock.Up;
                foreach (var e in _keys.Take(record, up)) await events.WriteAsync(e, stop);
            }
        }
    }
}
