using RatingDevice.Collector.Account;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Accounting;

/// <summary>What excuses a teller for not asking, and what does not.</summary>
public sealed class DowntimeTests
{
    [Theory]
    [InlineData(FaultCode.PanelLost, true)]
    [InlineData(FaultCode.JournalWrite, true)]
    [InlineData(FaultCode.JournalFull, true)]
    [InlineData(FaultCode.OutputLost, false)]
    [InlineData(FaultCode.KeyStuck, false)]
    public void Only_a_fault_that_stops_rating(FaultCode code, bool excuses) => Assert.Equal(
        excuses,
        Down(Served().Tell(MomentKind.FaultRaised, "08:55", code)
            .Tell(MomentKind.FaultCleared, "09:01", code)));

    [Theory]
    [InlineData("08:50", "08:59", false)]
    [InlineData("08:50", "09:00", true)]
    [InlineData("09:05", "09:06", true)]
    [InlineData("09:06", "09:07", false)]
    public void Only_while_the_fault_is_open(string from, string to, bool excuses) => Assert.Equal(
        excuses,
        Down(Served().Tell(MomentKind.FaultRaised, from, FaultCode.PanelLost)
            .Tell(MomentKind.FaultCleared, to, FaultCode.PanelLost)));

    [Fact]
    public void A_fault_that_did_not_end_lasts_and_a_restart_ends_it()
    {
        var lasting = Served().Tell(MomentKind.FaultRaised, "08:00", FaultCode.PanelLost);
        Assert.True(Down(lasting));
        Assert.False(Down(Served().Tell(MomentKind.FaultRaised, "08:00", FaultCode.PanelLost)
            .Tell(MomentKind.Boot, "08:10")));
    }

    [Fact]
    public void A_journal_that_took_nothing_was_down_since_its_last_entry()
    {
        var end = (DayScript d) => d.Tell(MomentKind.FaultCleared, "09:30", FaultCode.JournalWrite);
        Assert.True(Down(end(Served().Invite("08:30"))));
        Assert.False(Down(end(Served().Stray("09:10"))));
    }

    [Fact]
    public void A_panel_that_came_back_without_having_gone_was_away_since_before_the_day() =>
        Assert.True(Down(Served().Invite("08:30", counter: "c-2")
            .Tell(MomentKind.FaultCleared, "09:03", FaultCode.PanelLost)));

    [Fact]
    public void A_device_that_wrote_nothing_all_day_while_its_neighbour_did()
    {
        Assert.True(Down(new DayScript().Serve("a1", "09:00", "09:05").Invite("09:00", counter: "c-2")));
        Assert.False(Down(Served()));
    }

    [Fact]
    public void A_restart_excuses_the_customer_in_whose_service_it_fell_and_nobody_else()
    {
        var day = new DayScript()
            .Serve("a1", "09:00", "09:05").Serve("a2", "09:10", "09:15").Serve("a3", "16:50", "16:58")
            .Serve("a4", "17:10", "17:15").Tell(MomentKind.Boot, "09:12").Tell(MomentKind.Boot, "17:00");
        Assert.Equal(
            [Outcome.NeverAsked, Outcome.DeviceDown, Outcome.DeviceDown, Outcome.NeverAsked],
            day.Account.Visits.Select(v => v.Outcome));
    }

    [Fact]
    public void Nobody_who_was_asked_is_called_down() => Assert.Equal(
        Outcome.Unrated,
        Served().Invite("09:04").Tell(MomentKind.Boot, "09:04:30").Account.Visits[0].Outcome);

    private static DayScript Served() =>
        new DayScript().Serve("a1", "09:00", "09:05").Tell(MomentKind.SignOn, "08:00", teller: "0071");

    private static bool Down(DayScript day) => day.Account.Visits[0].Outcome == Outcome.DeviceDown;
}
