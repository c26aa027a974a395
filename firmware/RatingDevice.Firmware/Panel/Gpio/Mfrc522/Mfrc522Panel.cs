using System.Device.Spi;
using System.Threading.Channels;
using Iot.Device.Mfrc522;
using Iot.Device.Rfid;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.Gpio.Mfrc522;

/// <summary>
/// A contactless card reader on SPI, by Iot.Device.Bindings. The card's number is what signs on; such numbers
/// can be copied, so it says who is there and is no lock. A reader that does not answer is a fault and tried
/// again once a second; presses are taken as ever.
/// </summary>
internal sealed partial class Mfrc522Panel(
    Mfrc522Settings settings, DeviceClock clock, ILogger logger, Func<OpenedReader>? open = null) : IPanel
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1), Look = TimeSpan.FromMilliseconds(150),
        Listen = TimeSpan.FromMilliseconds(50);

    public string Name => "card reader";

    public void Show(PanelView view)
    {
        // it has nothing to show anything on
    }

    public async Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        await Task.Yield(); // the bus has no asynchronous form: nobody waits for it
        var health = new OutputHealth(Name, clock, events);
        OpenedReader? reader = null;
        var presence = default(CardPresence);
        try
        {
            while (true)
            {
                var why = Read(ref reader, out var number);
                if (await health.TellAsync(why, stop)) Failed(logger, why!);
                presence = presence.Next(number, clock.Up, settings.Away, out var told);
                if (told is { } card)
                    await events.WriteAsync(new PanelProof(Wire.SignOnProof.Card, card, clock.Up), stop);
                await Task.Delay(why is null ? Look : Retry, clock.Time, stop);
            }
        }
        finally
        {
            Close(reader);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Null, or why nothing could be read.</summary>
    private string? Read(ref OpenedReader? reader, out byte[]? number)
    {
        number = null;
        try
        {
            reader ??= open?.Invoke() ?? Open();
            number = reader.Read();
            return null;
        }
        catch (Exception e)
        {
            Close(reader); // drivers throw what they like: no bus, no answer, no chip
            reader = null;
            return e.Message;
        }
    }

    private OpenedReader Open()
    {
        var spi = SpiDevice.Create(new SpiConnectionSettings(settings.Bus, settings.ChipSelect)
        {
            ClockFrequency = 5_000_000,
        });
        try
        {
            var chip = new MfRc522(spi, settings.ResetPin);
            // a bus without a chip reads as all zeros or all ones
            if (chip.Version.Major is not (1 or 2)) throw new IOException("no MFRC522 answers on this bus");
            return new OpenedReader(() => Number(chip), chip);
        }
        catch
        {
            spi.Dispose();
            throw;
        }
    }

    private static byte[]? Number(MfRc522 chip)
    {
        if (!chip.ListenToCardIso14443TypeA(out Data106kbpsTypeA card, Listen)) return null;
        return card.NfcId;
    }

    private static void Close(OpenedReader? reader)
    {
        try
        {
            reader?.Device.Dispose();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // it did not answer before either
        }
    }

    [LoggerMessage(LogLevel.Warning, "No card can be read: {Why}. Presses are taken as ever.")]
    private static partial void Failed(ILogger logger, string why);
}
