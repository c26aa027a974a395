using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

public sealed class GpioChipPanelTests : PanelContract
{
    private static readonly LevelCode First = PanelRig.Levels[0], Last = PanelRig.Levels[3];

    private static readonly PanelView Thanks =
        new(PanelMood.Thanks, Until: TimeSpan.FromSeconds(5), CanChange: true);

    private protected override PanelRig Rig() => new GpioFifoRig();

    [Fact]
    public async Task Dropped_events_are_a_fault_and_what_was_held_is_let_go()
    {
        await using var rig = new GpioFifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Edge(GpioFifoRig.Line(First), true);
        rig.Drop(GpioFifoRig.Line(First), 1000);
        rig.Edge(GpioFifoRig.Line(First), true);
        Assert.Equal([true, false], (await run.EdgesAsync(2)).Select(e => e.Down));
        var fault = await run.NextAsync<PanelFault>();
        Assert.Equal((FaultCode.PanelDropped, true), (fault.Code, fault.Raised));
        Assert.Contains(" 1000 ", fault.Detail);
        await run.FaultAsync(FaultCode.PanelDropped, raised: false);
        Assert.True((await run.NextAsync<KeyEdge>()).Down);
        await rig.PressAsync(Last);
        await run.EdgesAsync(2);
    }

    [Fact]
    public async Task A_release_the_chip_swallowed_is_a_fault_and_the_next_press_counts()
    {
        await using var rig = new GpioFifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Edge(GpioFifoRig.Line(First), true);
        Assert.True((await run.NextAsync<KeyEdge>()).Down);
        rig.Swallow(GpioFifoRig.Line(First), false);
        await run.FaultAsync(FaultCode.PanelDropped, raised: true);
        await run.FaultAsync(FaultCode.PanelDropped, raised: false);
        Assert.False((await run.NextAsync<KeyEdge>()).Down);
        await rig.PressAsync(First);
        Assert.Equal([true, false], (await run.EdgesAsync(2)).Select(e => e.Down));
    }

    [Fact]
    public async Task A_key_held_while_the_chip_goes_is_let_go_before_the_fault()
    {
        await using var rig = new GpioFifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Edge(GpioFifoRig.Line(First), true);
        Assert.True((await run.NextAsync<KeyEdge>()).Down);
        rig.Lose();
        Assert.False((await run.NextAsync<KeyEdge>()).Down);
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
    }

    [Fact]
    public async Task Lamps_come_back_as_they_shall_be_when_the_chip_does()
    {
        await using var rig = new GpioFifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Panel.Show(new PanelView(PanelMood.OutOfOrder));
        await Eventually.TrueAsync(() => rig.Lit == "000010", "the fault lamp is lit");
        rig.Lose();
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
        rig.Panel.Show(new PanelView(PanelMood.Invited));
        rig.Return();
        await run.FaultAsync(FaultCode.PanelLost, raised: false);
        await Eventually.TrueAsync(() => rig.Lit == "111000", "the newest view is shown");
        await run.StopAsync();
        Assert.Equal("000000", rig.Lit);
    }

    [Fact]
    public async Task Each_thanks_sounds_once_and_the_buzzer_falls_silent()
    {
        await using var rig = new GpioFifoRig();
        await using var run = new PanelRun(rig.Panel);
        foreach (var tones in new[] { 1, 2 })
        {
            rig.Panel.Show(Thanks with { Until = TimeSpan.FromSeconds(5 + tones) });
            await Eventually.TrueAsync(() => Tones(rig) == tones && rig.Lit == "000100", $"{tones} tones");
            rig.Panel.Show(Thanks with { Until = TimeSpan.FromSeconds(5 + tones), CanChange = false });
        }
        rig.Panel.Show(new PanelView(PanelMood.Idle));
        await Eventually.TrueAsync(() => rig.Lit == "000000", "dark and silent");
        Assert.Equal(2, Tones(rig));
    }

    [Fact]
    public void Only_thanks_sounds()
    {
        var (idle, invited) = (new PanelView(PanelMood.Idle), new PanelView(PanelMood.Invited));
        Assert.True(Buzzer.Sounds(null, Thanks));
        Assert.True(Buzzer.Sounds(invited, Thanks));
        Assert.True(Buzzer.Sounds(Thanks, Thanks with { Until = TimeSpan.FromSeconds(6) }));
        Assert.False(Buzzer.Sounds(Thanks, Thanks with { CanChange = false }));
        Assert.False(Buzzer.Sounds(Thanks, idle));
        Assert.False(Buzzer.Sounds(idle, invited));
    }

    [Fact]
    public void Settings_that_cannot_work_are_named()
    {
        var settings = GpioFifoRig.Settings;
        Refused(settings with { Chip = " " }, "chip");
        Refused(settings with { Keys = new Dictionary<string, LevelCode>() }, "No key");
        Refused(settings with { InviteKey = "4" }, "'4'");
        Refused(settings with { SignOffKey = "8" }, "'8'");
        Refused(settings with { Outputs = settings.Outputs with { Buzzer = "12" } }, "'12'");
        var twice = new Dictionary<string, LevelCode> { ["1"] = First, ["2"] = First };
        Refused(settings with { Keys = twice }, "'very-satisfied'");
    }

    [Fact]
    public async Task A_chip_that_is_not_there_is_a_fault_that_says_so()
    {
        await using var panel = new GpioChipPanel(GpioFifoRig.Settings with { Chip = "no-such-chip" },
            PanelRig.HurriedClock(), NullLogger.Instance);
        await using var run = new PanelRun(panel);
        var fault = await run.NextAsync<PanelFault>();
        Assert.Equal((FaultCode.PanelLost, true), (fault.Code, fault.Raised));
        Assert.Contains("no-such-chip", fault.Detail);
    }

    private static int Tones(GpioFifoRig rig)
    {
        const ulong Buzzes = 1UL << 5;
        var history = rig.Lines.History;
        return history.Zip(history.Skip(1)).Count(p => (p.First & Buzzes) == 0 && (p.Second & Buzzes) != 0);
    }

    private static void Refused(GpioChipSettings settings, string named)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new GpioChipPanel(settings, PanelRig.HurriedClock(), NullLogger.Instance));
        Assert.Contains(named, error.Message);
    }
}
