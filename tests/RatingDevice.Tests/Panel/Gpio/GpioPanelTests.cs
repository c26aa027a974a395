using System.Device.Gpio;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Gpio;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel.Gpio;

public sealed class GpioPanelTests : PanelContract
{
    private static readonly LevelCode First = PanelRig.Levels[0], Second = PanelRig.Levels[1];

    private protected override PanelRig Rig() => new GpioRig();

    [Fact]
    public async Task Keys_are_pulled_up_and_the_tellers_key_invites()
    {
        await using var rig = new GpioRig();
        await using var run = new PanelRun(rig.Panel);
        Assert.Equal(PinMode.InputPullUp, rig.Board.Open!.Mode(GpioRig.FirstPin));
        Assert.Equal(PinMode.Output, rig.Board.Open!.Mode(GpioRig.BuzzerPin));
        rig.Key(GpioRig.InvitePin, true);
        var edge = await run.NextAsync<KeyEdge>();
        Assert.Equal((PanelKey.Invite, true), (edge.Key, edge.Down));
    }

    [Fact]
    public async Task A_bounce_told_late_is_not_told_on()
    {
        await using var rig = new GpioRig();
        await using var run = new PanelRun(rig.Panel);
        await rig.PressAsync(First);
        foreach (var down in new[] { true, false }) rig.Tell(GpioRig.Pin(First), down);
        await rig.PressAsync(Second);
        var edges = new List<KeyEdge>();
        // where the machine pauses here, what was told late is a fault as well
        while (edges.Count < 4)
            if (await run.NextAsync() is KeyEdge edge) edges.Add(edge);
        Assert.Equal([(First, true), (First, false), (Second, true), (Second, false)],
            edges.Select(e => (e.Key.Level!.Value, e.Down)));
    }

    [Fact]
    public async Task A_chip_that_went_is_not_left_for_the_runtime_to_close()
    {
        await using var rig = new GpioRig();
        await using var run = new PanelRun(rig.Panel);
        for (var round = 0; round < 3; round++)
        {
            await Eventually.TrueAsync(() => rig.Board.Open is not null, "the chip is open");
            rig.Lose();
            await run.FaultAsync(FaultCode.PanelLost, raised: true);
            rig.Return();
            await run.FaultAsync(FaultCode.PanelLost, raised: false);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(0, rig.Board.Finalized);
    }

    [Fact]
    public async Task A_press_that_was_over_when_it_was_told_is_a_fault()
    {
        await using var rig = new GpioRig();
        await using var run = new PanelRun(rig.Panel);
        foreach (var down in new[] { true, false }) rig.Tell(GpioRig.Pin(First), down);
        await run.FaultAsync(FaultCode.PanelDropped, raised: true);
        await run.FaultAsync(FaultCode.PanelDropped, raised: false);
    }

    [Fact]
    public async Task A_key_that_is_down_at_the_opening_is_let_go_and_not_pressed()
    {
        await using var rig = new GpioRig();
        rig.Key(GpioRig.Pin(First), true);
        await using var run = new PanelRun(rig.Panel);
        rig.Key(GpioRig.Pin(First), false);
        Assert.Equal([false], (await run.EdgesAsync(1)).Select(e => e.Down));
    }

    [Fact]
    public async Task An_edge_the_driver_missed_is_a_fault_and_the_key_is_in_step_again()
    {
        await using var rig = new GpioRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Key(GpioRig.Pin(First), true);
        Assert.True((await run.NextAsync<KeyEdge>()).Down);
        rig.Key(GpioRig.Pin(First), false, told: false);
        Assert.False((await run.NextAsync<KeyEdge>()).Down);
        await run.FaultAsync(FaultCode.PanelDropped, raised: true);
        await run.FaultAsync(FaultCode.PanelDropped, raised: false);
    }

    [Fact]
    public async Task Edges_without_room_are_a_fault_with_their_number()
    {
        await using var rig = new GpioRig();
        await using var run = new PanelRun(rig.Panel, capacity: 1);
        rig.Key(GpioRig.Pin(First), true);
        await Eventually.TrueAsync(() => run.Waiting == 1, "the channel is full");
        for (var i = 0; i < KeyWatch.Capacity + 9; i++) rig.Key(GpioRig.Pin(PanelRig.Levels[1]), i % 2 == 0);
        PanelEvent last;
        do last = await run.NextAsync();
        while (last is KeyEdge);
        var fault = Assert.IsType<PanelFault>(last);
        Assert.Equal((FaultCode.PanelDropped, true), (fault.Code, fault.Raised));
        Assert.Matches("^[1-9][0-9]* key events found no room", fault.Detail);
    }

    [Fact]
    public async Task A_key_held_while_the_chip_goes_is_let_go_before_the_fault()
    {
        await using var rig = new GpioRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Key(GpioRig.Pin(First), true);
        Assert.True((await run.NextAsync<KeyEdge>()).Down);
        rig.Lose();
        Assert.False((await run.NextAsync<KeyEdge>()).Down);
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
    }

    [Fact]
    public async Task A_pin_another_program_holds_is_named_and_had_once_it_is_free()
    {
        await using var rig = new GpioRig();
        rig.Board.Taken.Add(GpioRig.FirstPin);
        await using var run = new PanelRun(rig.Panel);
        var fault = await run.NextAsync<PanelFault>();
        Assert.Contains($"pin {GpioRig.FirstPin}", fault.Detail);
        rig.Board.Taken.Clear();
        await run.FaultAsync(FaultCode.PanelLost, raised: false);
        await rig.PressAsync(First);
        await run.EdgesAsync(2);
    }

    [Fact]
    public async Task Each_thanks_sounds_once_and_the_end_is_dark_and_silent()
    {
        await using var rig = new GpioRig();
        await using (var run = new PanelRun(rig.Panel))
        {
            foreach (var tones in new[] { 1, 2 })
            {
                rig.Panel.Show(new PanelView(PanelMood.Thanks, Until: TimeSpan.FromSeconds(5 + tones)));
                await Eventually.TrueAsync(
                    () => Tones(rig) == tones && rig.Lit == "000100", $"{tones} tones");
            }

            rig.Panel.Show(new PanelView(PanelMood.Invited));
            await Eventually.TrueAsync(() => rig.Lit == "111000", "the key lamps are lit together");
        }

        Assert.Equal("000000", rig.Lit);
        Assert.Equal(2, Tones(rig));
    }

    [Fact]
    public void Lines_that_cannot_be_are_named()
    {
        Assert.Contains("'GPIO17'", Refused(new() { ["GPIO17"] = First }));
        Assert.Contains("two meanings", Refused(new() { ["8"] = First }));
    }

    private static string Refused(Dictionary<string, LevelCode> keys)
    {
        var settings = new GpioSettings(GpioRig.Settings with { Keys = keys });
        return Assert.Throws<ArgumentException>(
            () => new GpioPanel(settings, PanelRig.HurriedClock(), NullLogger.Instance)).Message;
    }

    private static int Tones(GpioRig rig) => rig.Board.Written.Count(w => w is (GpioRig.BuzzerPin, true));
}
