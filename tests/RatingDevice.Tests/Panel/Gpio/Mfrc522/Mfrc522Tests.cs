using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Gpio.Mfrc522;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel.Gpio.Mfrc522;

public sealed class Mfrc522ReaderTests : CardReaderContract
{
    private protected override CardReaderRig Rig() => new FieldRig();

    [Fact]
    public void A_card_that_the_field_loses_for_a_moment_is_not_told_again()
    {
        byte[] card = [4, 1];
        var presence = default(CardPresence);
        string?[] told =
        [
            .. new (byte[]? Number, int Ms)[]
            {
                (null, 0), (card, 100), (card, 250), (null, 400), (card, 550), (null, 700), (null, 1_600),
                (card, 1_750), ([4, 2], 1_900),
            }.Select(seen =>
            {
                presence = presence.Next(seen.Number, TimeSpan.FromMilliseconds(seen.Ms),
                    TimeSpan.FromSeconds(1), out var now);
                return now?.Text;
            }),
        ];
        Assert.Equal([null, "0401", null, null, null, null, null, "0401", "0402"],
            told.AsEnumerable());
    }

    [Fact]
    public async Task A_driver_that_throws_is_opened_anew()
    {
        var (opened, reads) = (0, 0);
        var panel = new Mfrc522Panel(new(0, 0, -1), PanelRig.HurriedClock(), NullLogger.Instance, () =>
        {
            opened++;
            return new(() => reads++ == 0 ? throw new InvalidOperationException("no answer") : [1, 2],
                new MemoryStream());
        });
        await using var run = new PanelRun(panel);
        await run.FaultAsync(FaultCode.OutputLost, raised: true);
        await run.FaultAsync(FaultCode.OutputLost, raised: false);
        Assert.Equal("0102", (await run.NextAsync<PanelProof>()).Shown.Text);
        Assert.Equal(2, opened);
    }

    /// <summary>The field over the antenna, without the chip.</summary>
    private sealed class FieldRig : CardReaderRig
    {
        private readonly Mfrc522Panel _panel;
        private volatile byte[]? _card;
        private volatile bool _lost;
        private int _looks;

        public FieldRig() => _panel = new(
            new(0, 0, -1) { Away = TimeSpan.FromMilliseconds(1) }, PanelRig.HurriedClock(),
            NullLogger.Instance, () => new(Read, new MemoryStream()));

        public override IPanel Panel => _panel;

        // A hand is slower than the reader: the card before has been seen to be gone.
        public override async Task ShowAsync(string card)
        {
            _card = Convert.FromHexString(card);
            await SeenAsync(2);
            _card = null;
            await SeenAsync(3);
        }

        public override void Lose() => _lost = true;

        public override void Return() => _lost = false;

        private Task SeenAsync(int times)
        {
            var until = Volatile.Read(ref _looks) + times;
            return Eventually.TrueAsync(() => Volatile.Read(ref _looks) >= until, "the reader looked");
        }

        private byte[]? Read()
        {
            Interlocked.Increment(ref _looks);
            return _lost ? throw new IOException("no answer") : _card;
        }
    }
}
