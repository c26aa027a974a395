using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

public sealed class CounterLoopTests
{
    [Fact]
    public async Task A_thanks_that_is_seen_is_on_disk_even_if_the_power_goes_at_that_moment()
    {
        await using var bench = new LoopBench();
        bench.Shown = view =>
        {
            if (view.Mood == PanelMood.Thanks) bench.Disk.Crash(new Random(1));
        };
        bench.Invite();
        bench.Press("fair");
        await bench.Sees(PanelMood.Thanks);
        using var after = bench.Home.Open();
        Assert.Equal("fair", Assert.IsType<Rated>(Journal.JournalHome.Entries(after)[^1]).Level.ToString());
    }

    [Fact]
    public async Task A_bouncing_key_is_one_rating()
    {
        await using var bench = new LoopBench();
        bench.Invite();
        for (var i = 0; i < 9; i++) bench.Press("fair", down: i % 2 == 0);
        await bench.Sees(PanelMood.Thanks);
        Assert.Equal([typeof(Invited), typeof(Rated)], bench.Entries.Select(e => e.GetType()));
    }

    [Fact]
    public async Task A_failed_sync_is_never_thanked_and_the_counter_comes_back_by_itself()
    {
        await using var bench = new LoopBench();
        bench.Invite();
        await bench.Sees(PanelMood.Invited);
        bench.Disk.Faults.FailingSyncs = 3;
        bench.Press("fair");
        bench.Press("fair", down: false);
        await bench.Sees(PanelMood.OutOfOrder);
        for (var failing = 2; failing >= 0; failing--)
            await bench.PassUntil(() => bench.Disk.Faults.FailingSyncs <= failing, "another try");

        await bench.PassUntil(() => bench.View.Mood == PanelMood.SignedOff, "in order again");
        Assert.DoesNotContain(PanelMood.Thanks, bench.Moods);
        var fault = Assert.IsType<Fault>(bench.Entries.Last());
        Assert.Equal((FaultCode.JournalWrite, false, 1), (fault.Code, fault.Raised, fault.Missed));
        Assert.Equal(UnratedReason.Fault, bench.Entries.OfType<Unrated>().Single().Reason);

        bench.Invite();
        bench.Press("satisfied");
        await bench.Sees(PanelMood.Thanks);
    }

    [Fact]
    public async Task A_full_disk_shows_and_ends_within_a_second_of_space()
    {
        await using var bench = new LoopBench();
        bench.Disk.Faults.Space = bench.Disk.Used;
        bench.Press("fair");
        await bench.Sees(PanelMood.OutOfOrder);
        Assert.Equal([FaultCode.JournalWrite], bench.View.Faults!);
        bench.Disk.Faults.Space = long.MaxValue;
        await bench.PassUntil(() => bench.View.Mood == PanelMood.SignedOff, "in order again");
    }

    [Fact]
    public async Task A_key_that_stays_down_is_a_fault_and_not_believed_until_it_was_let_go()
    {
        await using var bench = new LoopBench();
        bench.Press("fair");
        await Eventually.IsTrueAsync(() => bench.Entries.Any(), "the first press counts");
        bench.Pass(CounterScript.Settings.Stuck);
        await Eventually.IsTrueAsync(() => bench.View.Faults is [FaultCode.KeyStuck], "the fault is shown");
        bench.Invite();
        bench.Press("fair", down: false);
        bench.Press("fair");
        bench.Press("fair", down: false);
        bench.Press("satisfied");
        await bench.Sees(PanelMood.Thanks);
        bench.Press("satisfied", down: false);
        bench.Pass(StuckKeys.Calm);
        await Eventually.IsTrueAsync(() => bench.View.Faults is [], "the fault is over");
        Assert.Equal("satisfied", bench.Entries.OfType<Rated>().Single().Level.ToString());
        Assert.Single(bench.Entries.OfType<Stray>());
        Assert.Equal([true, false], bench.Entries.OfType<Fault>().Select(f => f.Raised));
    }

    [Fact]
    public async Task A_window_closes_by_itself()
    {
        await using var bench = new LoopBench();
        bench.Invite();
        await bench.Sees(PanelMood.Invited);
        await Eventually.IsTrueAsync(() => bench.Inbox.Items.Count == 0, "the loop waits");
        bench.Pass(TimeSpan.FromSeconds(16));
        await bench.Sees(PanelMood.SignedOff);
        Assert.Equal(UnratedReason.TimedOut, bench.Entries.OfType<Unrated>().Single().Reason);
    }

    [Fact]
    public async Task The_loop_shows_that_it_lives_when_nothing_happens()
    {
        await using var bench = new LoopBench();
        await bench.Sees(PanelMood.SignedOff);
        for (var i = 0; i < 3; i++)
        {
            var before = bench.Loop.LastAlive;
            await Eventually.IsTrueAsync(() =>
            {
                bench.Pass(TimeSpan.FromSeconds(1));
                return bench.Loop.LastAlive > before;
            }, "a turn");
        }
    }

    [Fact]
    public async Task A_key_the_counter_does_not_offer_is_ignored()
    {
        await using var bench = new LoopBench();
        bench.Invite();
        bench.Press("splendid");
        bench.Press("fair");
        await bench.Sees(PanelMood.Thanks);
        Assert.Equal("fair", bench.Entries.OfType<Rated>().Single().Level.ToString());
    }

    [Fact]
    public async Task A_panel_whose_clock_runs_ahead_does_not_reach_into_the_future()
    {
        await using var bench = new LoopBench();
        var now = bench.Home.Clock.Up;
        bench.Inbox.Panels.TryWrite(new PanelInvite(null, now + TimeSpan.FromHours(9)));
        await bench.Sees(PanelMood.Invited);
        Assert.Equal(now, bench.Entries.Single().Up);
    }

    [Fact]
    public async Task A_stop_takes_what_is_in_the_inbox_and_closes_what_is_open()
    {
        var bench = new LoopBench();
        await bench.Sees(PanelMood.SignedOff);
        bench.Invite();
        await bench.StopAsync();
        Assert.Equal([typeof(Invited), typeof(Unrated)], bench.Entries.Select(e => e.GetType()));
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task A_full_inbox_drops_notices_and_commands_and_counts_but_lets_panels_wait()
    {
        var inbox = new CounterInbox();
        for (var i = 0; i < CounterInbox.Capacity; i++) inbox.Post(new Tick(TimeSpan.Zero));
        Assert.Equal(0, inbox.Overflow);
        inbox.Post(new Tick(TimeSpan.Zero));
        Assert.Equal(1, inbox.Overflow);
        inbox.Wake();
        var command = new Command
        {
            V = 1,
            Id = CommandId.Parse("c"),
            At = DateTimeOffset.UnixEpoch,
            Ttl = TimeSpan.FromSeconds(1),
            Do = CommandVerb.Invite,
        };
        Assert.False(inbox.Commands.TryWrite(command));
        var waits = inbox.Panels.WriteAsync(new PanelSignOff(TimeSpan.Zero)).AsTask();
        Assert.False(waits.IsCompleted);
        Assert.True(inbox.Items.TryRead(out _));
        await waits.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
