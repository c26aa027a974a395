using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>
/// A card reader that is a keyboard to the kernel. It is taken for this process alone, so that no card's
/// number gets into a console. One that is gone takes no press with it: it is looked for once a second.
/// </summary>
/// <param name="path">The input device.</param>
/// <param name="pause">This long without a key ends a card.</param>
internal sealed partial class CardReaderPanel(
    string path, TimeSpan pause, DeviceClock clock, ILogger logger) : IPanel
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public string Name => "card reader";

    public void Show(PanelView view)
    {
        // it has nothing to show anything on
    }

    public async Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        var health = new OutputHealth(Name, clock, events);
        for (var played = false; ; await Task.Delay(Retry, clock.Time, stop))
        {
            string why;
            try
            {
                await using var device = InputDevice.Open(path);
                if (played && device.Recording) throw new IOException($"{path}: a recording, played once");
                played = device.Recording;
                await health.TellAsync(null, stop);
                device.Records.Start(Name);
                await PumpAsync(device, events, stop);
                why = $"{path}: {device.Records.Gone}";
            }
            catch (IOException e)
            {
                why = e.Message;
            }

            if (await health.TellAsync(why, stop)) Gone(logger, why);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task PumpAsync(InputDevice device, ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        var typing = new CardTyping(pause);
        var chunks = device.Records.Chunks;
        var more = chunks.WaitToReadAsync(stop).AsTask();
        while (true)
        {
            if (typing.NextDue is { } due && !more.IsCompleted) await UntilAsync(more, due - clock.Up, stop);
            else await more;
            if (more.IsCompleted)
            {
                var open = await more;
                while (chunks.TryRead(out var chunk)) await TakeAsync(typing, device, chunk, events, stop);
                if (!open) return;
                more = chunks.WaitToReadAsync(stop).AsTask();
            }

            await TellAsync(typing.At(clock.Up), events, stop);
        }
    }

    private async Task UntilAsync(Task more, TimeSpan span, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pause = Task.Delay(span > TimeSpan.Zero ? span : TimeSpan.Zero, clock.Time, ending.Token);
        await Task.WhenAny(more, pause);
        await ending.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    private async Task TakeAsync(CardTyping typing, InputDevice device, byte[] chunk,
        ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        for (var i = 0; i < chunk.Length; i += InputRecord.Size)
        {
            var record = InputRecord.Read(chunk.AsSpan(i, InputRecord.Size));
            await TellAsync(typing.Take(record, device.KernelTime ? record.At : clock.Up), events, stop);
        }
    }

    private async Task TellAsync(Secret? card, ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        if (card is { } shown)
            await events.WriteAsync(new PanelProof(Wire.SignOnProof.Card, shown, clock.Up), stop);
    }

    [LoggerMessage(LogLevel.Warning,
        "No card can be read: {Why}. It is tried again every second; presses are taken as ever.")]
    private static partial void Gone(ILogger logger, string why);
}
