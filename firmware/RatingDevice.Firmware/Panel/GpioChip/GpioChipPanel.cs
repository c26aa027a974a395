using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Panel.Linux;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>
/// Keys, lamps and a buzzer on the lines of a GPIO chip, by the kernel's own interface: edges are stamped and
/// numbered in the kernel, so neither a busy machine nor a full buffer goes unnoticed. Once a second the
/// levels are looked at, for an edge that the chip swallowed. A chip that is gone is looked for once a second
/// until it is back.
/// </summary>
internal sealed partial class GpioChipPanel : IPanel
{
    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(1), Look = TimeSpan.FromSeconds(1);

    private readonly string _chip;
    private readonly DeviceClock _clock;
    private readonly ILogger _logger;
    private readonly Func<ulong, PanelLines> _open;
    private readonly OutputBank _outputs;
    private readonly LampRow _lamps;
    private readonly Buzzer _buzzer;

    /// <param name="settings">Checked here, before anything runs.</param>
    /// <param name="clock">Its scale is the kernel's monotonic clock.</param>
    /// <param name="logger">Told what a technician must mend.</param>
    /// <param name="open">Opens the lines, the outputs lit as told; null: those of the chip.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message names it.</exception>
    public GpioChipPanel(
        GpioChipSettings settings, DeviceClock clock, ILogger logger, Func<ulong, PanelLines>? open = null)
    {
        Check(settings);
        var plan = new OutputPlan(settings.Outputs);
        (_chip, _clock, _logger) = (settings.Chip, clock, logger);
        _open = open ?? (lit => PanelLines.Open(settings, plan, lit));
        _outputs = new OutputBank(logger);
        _lamps = new LampRow(lights => _outputs.Set(plan.Lamps, plan.Lit(lights)), clock.Time);
        _buzzer = new Buzzer(on => _outputs.Set(plan.Buzzer, on ? plan.Buzzer : 0),
            settings.Outputs.BuzzerLength, clock.Time);
    }

    public string Name => "gpio-chip";

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

    private static void Check(GpioChipSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Chip)) throw new ArgumentException("No GPIO chip is named.");
        if (settings.Keys.Count == 0) throw new ArgumentException("No key is mapped; map at least one line.");
        if (settings.Keys.GroupBy(k => k.Value).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"'{twice.Key}' has two lines; wire two keys of one level together.");
        if (settings.Wired.GroupBy(k => k.Key).FirstOrDefault(g => g.Count() > 1) is { } line)
            throw new ArgumentException($"line '{line.Key}' is given two meanings.");
    }

    private async Task ReadAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        for (var lost = false; ; lost = true)
        {
            string why;
            try
            {
                var lines = Open();
                await using var reader = lines.Events;
                if (lost) await FaultAsync(events, false, $"GPIO chip {_chip} is back.", stop);
                lost = false;
                reader.Start(Name);
                var states = new LineStates(lines.Keys, lines.Look(), _clock.Up);
                await PumpAsync(lines, states, events, stop);
                why = $"GPIO chip {_chip}: {reader.Gone}";
                foreach (var e in states.Release(_clock.Up)) await events.WriteAsync(e, stop);
                _outputs.Detach();
            }
            catch (IOException e)
            {
                why = e.Message;
            }
            if (!lost)
            {
                NoKeys(_logger, why);
                await FaultAsync(events, true, $"{why}. No key is seen until it is back.", stop);
            }
            await Task.Delay(Retry, _clock.Time, stop);
        }
    }

    private PanelLines Open()
    {
        PanelLines? lines = null;
        _outputs.Attach(lit => (lines = _open(lit)).Outputs);
        foreach (var note in lines!.Notes) NotAsAsked(_logger, note);
        return lines;
    }

    private ValueTask FaultAsync(
        ChannelWriter<PanelEvent> events, bool raised, string detail, CancellationToken stop)
    {
        // Of a long one the end is kept: it says why.
        var text = detail.Length <= Limits.DetailChars ? detail : detail[^Limits.DetailChars..];
        return events.WriteAsync(new PanelFault(FaultCode.PanelLost, raised, text, _clock.Up), stop);
    }

    private async Task PumpAsync(
        PanelLines lines, LineStates states, ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        var chunks = lines.Events.Chunks;
        for (var there = true; there;)
        {
            using var look = new CancellationTokenSource(Look, _clock.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, stop);
            try
            {
                while (there = await chunks.WaitToReadAsync(either.Token))
                    while (chunks.TryRead(out var chunk)) await HandOnAsync(chunk, states, events, stop);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                if (lines.Look() is not { } down) continue;
                foreach (var e in states.Look(down, _clock.Up)) await events.WriteAsync(e, stop);
            }
        }
    }

    private static async Task HandOnAsync(
        byte[] chunk, LineStates states, ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        for (var i = 0; i < chunk.Length; i += LineEvent.Size)
        {
            var seen = LineEvent.Read(chunk.AsSpan(i, LineEvent.Size));
            foreach (var e in states.Take(seen)) await events.WriteAsync(e, stop);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "No key can be read: {Why}. It is tried again every second; plug the chip in or mend the options.")]
    private static partial void NoKeys(ILogger logger, string why);

    [LoggerMessage(LogLevel.Warning, "Not all is as the options ask: {What}.")]
    private static partial void NotAsAsked(ILogger logger, string what);
}
