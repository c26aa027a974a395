using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>
/// A teller's day at a counter that has keys on lines and nothing else: on by a PIN, customers, off by a key.
/// </summary>
public abstract class PinOnLinesContract
{
    private static readonly LevelCode Satisfied = PanelRig.Levels[1];

    private protected abstract LineRig Rig();

    [Fact]
    public async Task A_pin_on_the_keys_signs_on_a_customer_is_asked_and_the_last_key_signs_off()
    {
        await using var rig = Rig();
        await using var counter = new LineCounter(rig);
        await counter.SeesAsync(PanelMood.SignedOff);
        await counter.TapAsync(PanelKey.Invite);
        await counter.SeesAsync(PanelMood.Pin);
        await counter.TypeAsync("12");
        await counter.TapAsync(PanelKey.Invite);
        await counter.SeesAsync(PanelMood.Idle);
        await counter.TapAsync(PanelKey.Invite);
        await counter.SeesAsync(PanelMood.Invited);
        await rig.PressAsync(Satisfied);
        await counter.SeesAsync(PanelMood.Thanks);
        await counter.TapAsync(PanelKey.SignOff);
        await Eventually.TrueAsync(() => counter.Entries.Count == 4, "all is written");
        var on = Assert.IsType<SignOn>(counter.Entries[0]);
        Assert.Equal(("7", SignOnProof.Pin), (on.Teller.ToString(), on.With!.Value));
        Assert.Equal("7", Assert.IsType<Invited>(counter.Entries[1]).Teller.ToString());
        Assert.Equal(Satisfied, Assert.IsType<Rated>(counter.Entries[2]).Level);
        Assert.Equal("7", Assert.IsType<SignOff>(counter.Entries[3]).Teller.ToString());
    }

    [Fact]
    public async Task A_wrong_pin_is_refused_and_leaves_only_the_number_of_its_presses()
    {
        await using var rig = Rig();
        await using var counter = new LineCounter(rig);
        await counter.TapAsync(PanelKey.Invite);
        await counter.SeesAsync(PanelMood.Pin);
        await counter.TypeAsync("431");
        await counter.TapAsync(PanelKey.Invite);
        await Eventually.TrueAsync(
            () => counter.Shown.Any(v => v.Mood == PanelMood.Refused), "it is refused");
        var refused = Assert.IsType<SignOnRefused>(Assert.Single(counter.Entries));
        Assert.Equal((SignOnProof.Pin, 3), (refused.With, refused.Presses));
    }

    [Fact]
    public async Task The_key_to_sign_off_takes_back_a_pin_that_was_begun_and_is_no_guess()
    {
        await using var rig = Rig();
        await using var counter = new LineCounter(rig);
        await counter.TapAsync(PanelKey.Invite);
        await counter.SeesAsync(PanelMood.Pin);
        await counter.TypeAsync("4");
        await counter.TapAsync(PanelKey.SignOff);
        await counter.SeesAsync(PanelMood.SignedOff);
        var dropped = Assert.IsType<SignOnRefused>(Assert.Single(counter.Entries));
        Assert.Equal((1, (TimeSpan?)null), (dropped.Presses, dropped.Locked));
    }

    [Fact]
    public async Task Typing_shows_nothing_and_is_written_nowhere()
    {
        await using var rig = Rig();
        await using var counter = new LineCounter(rig);
        await counter.TapAsync(PanelKey.Invite);
        await counter.SeesAsync(PanelMood.Pin);
        var shown = counter.Shown.Count;
        await counter.TypeAsync("34");
        await Eventually.TrueAsync(() => counter.Typed == 2, "two digits are typed");
        Assert.Equal(shown, counter.Shown.Count);
        Assert.Empty(counter.Entries);
    }
}

/// <summary>On lines played by a pipe.</summary>
public sealed class PinOnFifoLinesTests : PinOnLinesContract
{
    private protected override LineRig Rig() => new GpioFifoRig();
}

/// <summary>On a real chip of the kernel.</summary>
public sealed class PinOnGpioSimTests : PinOnLinesContract
{
    private protected override LineRig Rig() => new GpioSimRig(
        "fair", (settings, clock) => new GpioChipPanel(settings, clock, NullLogger.Instance));
}
