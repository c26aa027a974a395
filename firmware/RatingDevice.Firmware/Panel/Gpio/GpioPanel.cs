using System.Device.Gpio;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>
/// Keys, lamps and a buzzer by System.Device.Gpio. Its edges carry no time and no number, so each is only a
/// reason to look at all levels, and once a second they are looked at without a reason. A chip that is gone
/// is looked for once a second until it is back.
/// </summary>
internal sealed partial class GpioPanel : IPanel
{
    internal static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly GpioChipSettings _settings;
    private readonly DeviceClock _clock;
    private readonly ILogger _logger;
    private readonly Func<GpioDriver> _open;
    private readonly OutputPlan _plan;
    private readonly OutputBank _outputs;
    private readonly LampRow _lamps;
    private readonly Buzzer _buzzer;

    /// <param name="settings">Checked here, before anything runs.</param>
    /// <param name="clock">Its monotonic time stamps edges.</param>
    /// <param name="logger">Told what a technician must mend.</param>
    /// <param name="open">Opens the chip; null: the one the settings name.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message names it.</exception>
    public GpioPanel(
        GpioSettings settings, DeviceClock clock, ILogger logger, Func<GpioDriver>? open = null)
    {
        (_settings, _clock, _logger) = (settings.Lines, clock, logger);
        _plan = new OutputPlan(_settings.Outputs);
        string[] lines = [.. _settings.Wired.Select(k => k.Key), .. _plan.Lines];
        if (lines.Select(GpioPins.Pin).GroupBy(p => p).Any(g => g.Count() > 1))
            throw new ArgumentException("a GPIO line is given two meanings; a line has one.");
        _open = open ?? (() => GpioChips.Open(_settings.Chip));
        _outputs = new OutputBank(logger);
        _lamps = new LampRow(lights => _outputs.Set(_plan.Lamps, _plan.Lit(lights)), clock.Time);
        Action<bool> sound = settings.Tone is { } tone
            ? new PwmSound(tone, logger).Set
            : on => _outputs.Set(_plan.Buzzer, on ? _plan.Buzzer : 0);
        _buzzer = new Buzzer(sound, _settings.Outputs.BuzzerLength, clock.Time);
    }

    public string Name => "gpio";

    public async Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] outputs = [_lamps.RunAsync(ending.Token), _buzzer.RunAsync(ending.Token)];
        try
        {
            await ReadAsync(events, stop);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(outputs);
            _outputs.Detach();
        }
    }

    public void Show(PanelView view)
    {
        _lamps.Show(view);
        _buzzer.Show(view);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ReadAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        for (var lost = false; ; lost = true)
        {
            string why;
            GpioPins? pins = null;
            try
            {
                pins = Open();
                if (lost) await FaultAsync(events, FaultCode.PanelLost, false, "GPIO is back.", stop);
                lost = false;
                await PumpAsync(pins.Watch, events, stop);
                why = "";
            }
            catch (Exception e) when (e is not (OperationCanceledException or ChannelClosedException))
            {
                why = e.Message; // drivers throw what they like: no chip, no right, a pin that is taken
            }

            IReadOnlyList<KeyEdge> held = pins?.Watch.End() ?? [];
            _outputs.Detach();
            foreach (var edge in held) await events.WriteAsync(edge, stop);
            if (!lost)
            {
                NoKeys(_logger, why);
                await FaultAsync(events, FaultCode.PanelLost, true,
                    $"GPIO {_settings.Chip}: {why}. No key is seen until it is back.", stop);
            }

            await Task.Delay(Look, _clock.Time, stop);
        }
    }

    private GpioPins Open()
    {
        GpioPins? pins = null;
        _outputs.Attach(lit =>
        {
            var opening = new GpioPins(_open(), _settings, _plan, _clock);
            try
            {
                opening.Open(lit);
                return pins = opening;
            }
            catch
            {
                opening.Dispose();
                throw;
            }
        });
        return pins!;
    }

    private async Task PumpAsync(KeyWatch watch, ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        while (true)
        {
            using var look = new CancellationTokenSource(Look, _clock.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, stop);
            try
            {
                while (await watch.Edges.WaitToReadAsync(either.Token))
                    await HandOnAsync(watch, events, stop);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                foreach (var doubt in watch.Look()) await DroppedAsync(events, doubt, stop);
            }
        }
    }

    private async Task HandOnAsync(
        KeyWatch watch, ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        while (watch.Edges.TryRead(out var edge)) await events.WriteAsync(edge, stop);
        if (watch.TakeDropped() is var dropped and > 0)
        {
            foreach (var edge in watch.Release()) await events.WriteAsync(edge, stop);
            await DroppedAsync(events, $"{dropped} key events found no room", stop);
        }
    }

    private async Task DroppedAsync(
        ChannelWriter<PanelEvent> events, string what, CancellationToken stop)
    {
        await FaultAsync(events, FaultCode.PanelDropped, true, $"{what}: presses may be missing.", stop);
        await FaultAsync(events, FaultCode.PanelDropped, false, "Key events are in step again.", stop);
    }

    private ValueTask FaultAsync(
        ChannelWriter<PanelEvent> events, FaultCode code, bool raised, string detail, CancellationToken stop)
    {
        // Of a long one the end is kept: it says why.
        var text = detail.Length <= Limits.DetailChars ? detail : detail[^Limits.DetailChars..];
        return events.WriteAsync(new PanelFault(code, raised, text, _clock.Up), stop);
    }

    [LoggerMessage(LogLevel.Warning,
        "No key can be read: {Why}. It is tried again every second; mend the chip or the options.")]
    private static partial void NoKeys(ILogger logger, string why);
}
