using RatingDevice.Firmware;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Health;
using RatingDevice.Tests.Journal;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Health;

public sealed class StatusBoardTests
{
    [Fact]
    public void The_status_says_how_the_device_is_and_a_will_only_that_it_is_gone()
    {
        using var home = new JournalHome(real: false);
        using var journal = home.Open();
        journal.Append([home.Stray()]);
        var state = new CounterState
        {
            Head = 2,
            Up = home.Clock.Up,
            Teller = TellerId.Parse("7"),
            Faults = [FaultCode.PanelLost],
        };
        var board = new StatusBoard(journal, home.Clock, () => state, () => 5, () => 1234, "1.0");
        var status = board.Build(LinkState.Online);
        Assert.Equal((2L, 0L, 5L, 1234L), (status.Head, status.Acked, status.Overflow, status.FreeDisk));
        Assert.Equal((journal.Id, "7", "1.0"), (status.Journal, status.Teller.ToString(), status.Firmware));
        Assert.Equal([FaultCode.PanelLost], status.Faults);
        Assert.True(WireText.TryReadStatus(WireText.Write(status), out _, out _));

        var will = board.Build(LinkState.Lost);
        Assert.Equal((LinkState.Lost, null, null), (will.State, will.Journal, will.Teller));
    }

    [Fact]
    public void Only_a_new_teller_or_fault_is_news()
    {
        using var home = new JournalHome(real: false);
        using var journal = home.Open();
        var state = new CounterState { Head = 1, Up = TimeSpan.Zero };
        var board = new StatusBoard(journal, home.Clock, () => state, () => 0, () => 0, "1.0");
        board.IsNews(state);
        Assert.False(board.IsNews(state with { Head = 9 }));
        var signedOn = state with { Teller = TellerId.Parse("7") };
        Assert.True(board.IsNews(signedOn));
        Assert.False(board.IsNews(signedOn with { Paused = true }));
        Assert.True(board.IsNews(signedOn with { Faults = [FaultCode.PanelLost] }));
        var run = new ServiceRun(TimeSpan.MaxValue, null, 0, 0, 0, new(null, [], []));
        Assert.True(board.IsNews(signedOn with { Service = run }));
        Assert.True(board.Build(LinkState.Online).InService is null);
    }

    [Fact]
    public void How_long_a_teller_is_signed_on_is_said_where_a_clock_can_tell()
    {
        using var home = new JournalHome(real: false);
        using var journal = home.Open();
        var state = new CounterState { Head = 1, Up = default, Teller = TellerId.Parse("7") };
        var clock = new DeviceClock(home.Time, () => true, BootId.Parse("b-1"));
        var board = new StatusBoard(journal, clock, () => state, () => 0, () => 0, "1.0");
        Assert.Null(board.Build(LinkState.Online).SignedOnFor); // before, by a clock that did not know
        state = state with { TellerAt = clock.At(clock.Up) };
        home.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), board.Build(LinkState.Online).SignedOnFor);
        state = state with { TellerUp = clock.Up };
        home.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), board.Build(LinkState.Online).SignedOnFor);
        var outage = new Outage(FaultCode.JournalWrite, default, 0, state.Teller, Trigger.Panel, []);
        state = state with { Outage = outage };
        Assert.Null(board.Build(LinkState.Online).SignedOnFor);
    }
}
