using System.Diagnostics;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>What every panel keeps, the fake as well as the real ones.</summary>
public abstract class PanelContract
{
    private static readonly LevelCode First = PanelRig.Levels[0], Second = PanelRig.Levels[1];

    private static readonly PanelView Invited =
        new(PanelMood.Invited, PanelRig.Teller, Until: TimeSpan.FromDays(400));

    private protected abstract PanelRig Rig();

    [Fact]
    public async Task A_press_is_told_as_down_then_up_with_the_time_it_happened()
    {
        await using var rig = Rig();
        await using var run = new PanelRun(rig.Panel);
        var before = rig.Clock.Up;
        await rig.PressAsync(Second);
        var edges = await run.EdgesAsync(2);
        Assert.Equal([(Second, true), (Second, false)], edges.Select(e => (e.Key.Level!.Value, e.Down)));
        Assert.InRange(edges[0].Up, before, edges[1].Up);
        Assert.InRange(edges[1].Up, before, rig.Clock.Up);
    }

    [Fact]
    public async Task Presses_are_told_in_order_and_time_never_goes_back()
    {
        await using var rig = Rig();
        await using var run = new PanelRun(rig.Panel);
        LevelCode[] pressed = [.. Enumerable.Range(0, 20).Select(i => PanelRig.Levels[i % 4])];
        foreach (var level in pressed) await rig.PressAsync(level);
        var edges = await run.EdgesAsync(40);
        Assert.Equal(pressed, edges.Where(e => e.Down).Select(e => e.Key.Level!.Value));
        Assert.Equal(edges.Select(e => e.Up).Order(), edges.Select(e => e.Up));
    }

    [Fact]
    public async Task Two_keys_at_once_are_both_told()
    {
        await using var rig = Rig();
        await using var run = new PanelRun(rig.Panel);
        await rig.PressBothAsync(First, Second);
        var edges = await run.EdgesAsync(4);
        foreach (var level in new[] { First, Second })
            Assert.Equal([true, false], edges.Where(e => e.Key.Level == level).Select(e => e.Down));
    }

    [Fact]
    public async Task A_full_channel_is_waited_for_and_nothing_is_dropped()
    {
        await using var rig = Rig();
        await using var run = new PanelRun(rig.Panel, capacity: 1);
        var presses = Enumerable.Range(0, 24).Select(i => rig.PressAsync(PanelRig.Levels[i % 4])).ToArray();
        await Eventually.TrueAsync(() => run.Waiting == 1, "the channel is full");
        var edges = await run.EdgesAsync(48);
        await Task.WhenAll(presses);
        Assert.Equal(24, edges.Count(e => e.Down));
        foreach (var level in PanelRig.Levels)
            Assert.Equal(6, edges.Count(e => e.Down && e.Key.Level == level));
    }

    [Fact]
    public async Task The_last_view_wins_and_showing_takes_no_time()
    {
        await using var rig = Rig();
        await using var run = new PanelRun(rig.Panel);
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < 1000; i++) rig.Panel.Show(new PanelView((PanelMood)(i % 7), PanelRig.Teller));
        rig.Panel.Show(Invited);
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(() => rig.ShowsAsync(Invited), "the last view is shown");
        rig.Panel.Show(new PanelView(PanelMood.Idle, PanelRig.Teller));
        await Eventually.TrueAsync(
            () => rig.ShowsAsync(new PanelView(PanelMood.Idle, PanelRig.Teller)), "the next view is shown");
    }

    [Fact]
    public async Task A_view_shown_before_the_panel_runs_is_seen_when_it_does()
    {
        await using var rig = Rig();
        rig.Panel.Show(Invited);
        await using var run = new PanelRun(rig.Panel);
        await Eventually.TrueAsync(() => rig.ShowsAsync(Invited), "the view is shown");
    }

    [Fact]
    public async Task Showing_never_throws_while_the_panel_is_lost_stopped_or_gone()
    {
        await using var rig = Rig();
        rig.Lose();
        await using (var run = new PanelRun(rig.Panel))
        {
            await run.FaultAsync(FaultCode.PanelLost, raised: true);
            rig.Panel.Show(Invited);
        }
        rig.Panel.Show(Invited);
        await rig.Panel.DisposeAsync();
        rig.Panel.Show(Invited);
    }

    [Fact]
    public async Task A_panel_missing_at_the_start_is_a_fault_until_it_is_there()
    {
        await using var rig = Rig();
        rig.Lose();
        await using var run = new PanelRun(rig.Panel);
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
        rig.Return();
        await run.FaultAsync(FaultCode.PanelLost, raised: false);
        await rig.PressAsync(First);
        Assert.Equal([true, false], (await run.EdgesAsync(2)).Select(e => e.Down));
    }

    [Fact]
    public async Task A_panel_lost_and_found_twice_is_two_faults_and_works_after()
    {
        await using var rig = Rig();
        if (!rig.CanBeLostWhileRunning)
            Assert.Skip($"the {rig.Panel.Name} panel has no plug to pull while it runs");
        await using var run = new PanelRun(rig.Panel);
        for (var round = 0; round < 2; round++)
        {
            await rig.PressAsync(First);
            await run.EdgesAsync(2);
            rig.Lose();
            await run.FaultAsync(FaultCode.PanelLost, raised: true);
            rig.Return();
            await run.FaultAsync(FaultCode.PanelLost, raised: false);
        }
        await rig.PressAsync(Second);
        Assert.All(await run.EdgesAsync(2), e => Assert.Equal(Second, e.Key.Level));
    }

    [Fact]
    public async Task Cancelling_ends_the_run_even_while_the_channel_is_full()
    {
        await using var rig = Rig();
        await using var run = new PanelRun(rig.Panel, capacity: 1);
        var presses = Enumerable.Range(0, 5).Select(_ => rig.PressAsync(First)).ToArray();
        await Eventually.TrueAsync(() => run.Waiting == 1, "the channel is full");
        await run.StopAsync();
        await Task.WhenAll(presses.Select(p => p.ContinueWith(_ => { }, TaskScheduler.Default)));
    }

    [Fact]
    public async Task Cancelling_ends_the_run_of_a_lost_panel()
    {
        await using var rig = Rig();
        rig.Lose();
        await using var run = new PanelRun(rig.Panel);
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
        await run.StopAsync();
    }
}
