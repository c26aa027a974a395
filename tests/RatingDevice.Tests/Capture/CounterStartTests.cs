using RatingDevice.Firmware;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

public sealed class CounterStartTests
{
    private static readonly BootId Now = BootId.Parse("b-now");
    private readonly DeviceClock _clock = new(new HandTime(), () => true, Now);

    [Fact]
    public void Every_start_writes_that_it_started_and_with_which_settings()
    {
        var start = CounterStart.Begin(1, Nothing, CounterScript.Settings, "1.2.3", _clock);
        Assert.Equal("1.2.3", Assert.IsType<Boot>(start.Entries[0]).Firmware);
        var settings = Assert.IsType<Configured>(start.Entries[1]);
        Assert.Equal((4, TimeSpan.FromSeconds(15)), (settings.Levels.Count, settings.Window));
        Assert.Equal(PanelMood.SignedOff, CounterView.Of(start.Next).Mood);
    }

    [Fact]
    public void The_teller_is_still_signed_on_after_a_restart()
    {
        var start = CounterStart.Begin(
            1, Nothing with { Teller = TellerId.Parse("0070") }, CounterScript.Settings, "1", _clock);
        var view = CounterView.Of(start.Next);
        Assert.Equal((PanelMood.Idle, "0070"), (view.Mood, view.Teller.ToString()));
    }

    [Theory]
    [InlineData("b-now", 5_000)]
    [InlineData("b-old", null)]
    public void An_invitation_cut_off_by_the_restart_is_closed_unrated(string boot, int? afterMs)
    {
        var open = new Invited
        {
            N = 9,
            Boot = BootId.Parse(boot),
            Up = _clock.Up - TimeSpan.FromSeconds(5),
            By = Trigger.Queue,
            Service = ServiceId.Parse("a-9"),
            Teller = TellerId.Parse("7"),
        };
        var start = CounterStart.Begin(9, Nothing with { Open = open }, CounterScript.Settings, "1", _clock);
        var closed = Assert.IsType<Unrated>(start.Entries[^1]);
        Assert.Equal((9L, UnratedReason.Restarted, Trigger.Queue, "a-9", "7"),
            (closed.Invited, closed.Reason, closed.By, closed.Service.ToString(), closed.Teller.ToString()));
        Assert.Equal(afterMs, (int?)closed.After?.TotalMilliseconds);
        Assert.Null(start.Next.Invitation);
    }

    private static JournalRecovery Nothing { get; } = new(null, null, null, 0);
}
