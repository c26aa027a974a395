using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Accounting;

public sealed class DayAccountTests
{
    [Fact]
    public void Every_served_customer_has_one_of_five_outcomes()
    {
        var day = new DayScript()
            .Serve("a1", "09:00", "09:05").Invite("09:05:10", "satisfied")
            .Serve("a2", "09:10", "09:15").Invite("09:15:00")
            .Serve("a3", "09:20", "09:25")
            .Tell(MomentKind.FaultRaised, "09:31", FaultCode.PanelLost)
            .Tell(MomentKind.FaultCleared, "09:34", FaultCode.PanelLost)
            .Serve("a4", "09:30", "09:35")
            .Serve("a5", "09:40", "09:45", withdrawn: "no show");
        Assert.Equal(
            [Outcome.Rated, Outcome.Unrated, Outcome.NeverAsked, Outcome.DeviceDown, Outcome.Void],
            day.Account.Visits.Select(v => v.Outcome));
        Assert.Empty(day.Account.Unexplained);
        Assert.Equal(5, day.Cell(Measures.Served));
        Assert.Equal(
            (1, 1, 1, 1, 1),
            (day.Cell(Measures.ServedRated), day.Cell(Measures.ServedUnrated), day.Cell(Measures.NeverAsked),
                day.Cell(Measures.DeviceDown), day.Cell(Measures.Void)));
        Assert.Equal((1, 1), (day.Cell(Measures.FeedDay), day.Cell(Measures.ActiveDay)));
    }

    [Fact]
    public void Without_a_feed_no_invitation_is_called_unexplained()
    {
        var day = new DayScript().Invite("09:05", "satisfied");
        Assert.Equal((0, 0, 1), (day.Cell(Measures.Unexplained), day.Cell(Measures.FeedDay),
            day.Cell(Measures.ActiveDay)));
        Assert.Equal((2, 1), (day.Cell(Measures.Entries), day.Cell(Measures.DeviceDay)));
    }

    [Fact]
    public void A_ticket_decides_over_time_and_counter()
    {
        var day = new DayScript()
            .Serve("a1", "09:00", "09:05").Serve("a2", "09:06", "09:10")
            .Invite("09:06:30", "fair", service: "a1", counter: "c-2");
        var account = day.Account;
        Assert.Equal([Outcome.Rated, Outcome.DeviceDown], account.Visits.Select(v => v.Outcome));
        Assert.Empty(account.Unexplained);
    }

    [Fact]
    public void The_nearest_of_two_customers_was_asked()
    {
        // asked at 09:06:00, that is a minute after the end of one and within the service of the next
        var day = new DayScript().Serve("a1", "09:00", "09:05").Serve("a2", "09:05:30", "09:12")
            .Invite("09:06", "satisfied");
        Assert.Equal([Outcome.Rated, Outcome.NeverAsked], day.Account.Visits.Select(v => v.Outcome));
    }

    [Theory]
    [InlineData("08:59:59", false)]
    [InlineData("09:00:00", true)]
    [InlineData("09:07:00", true)] // the slack is two minutes
    [InlineData("09:07:01", false)]
    public void An_invitation_belongs_to_a_service_from_its_call_to_shortly_after_its_end(
        string asked, bool belongs)
    {
        var account = new DayScript().Serve("a1", "09:00", "09:05").Invite(asked, "satisfied").Account;
        Assert.Equal(belongs ? Outcome.Rated : Outcome.NeverAsked, account.Visits[0].Outcome);
        Assert.Equal(belongs ? 0 : 1, account.Unexplained.Count);
    }

    [Fact]
    public void A_customer_asked_twice_is_one_and_a_second_rating_with_one_ticket_is_unexplained()
    {
        var day = new DayScript().Serve("a1", "09:00", "09:05")
            .Invite("09:04", service: "a1").Invite("09:04:30", "satisfied", service: "a1");
        Assert.Equal(Outcome.Rated, Assert.Single(day.Account.Visits).Outcome);
        Assert.Empty(day.Account.Unexplained);

        day.Invite("09:05", "very-satisfied", service: "a1");
        Assert.Single(day.Account.Unexplained);
        Assert.Equal(1, day.Cell(Measures.ServedRated));
    }

    [Fact]
    public void The_teller_is_the_feeds_else_who_was_signed_on()
    {
        var day = new DayScript()
            .Tell(MomentKind.SignOff, "12:00", teller: "0071")
            .Tell(MomentKind.SignOn, "13:00", teller: "1002")
            .Serve("a1", "09:00", "09:05").Serve("a2", "12:30", "12:35").Serve("a3", "13:30", "13:35")
            .Serve("a4", "14:00", "14:05", teller: "9999").Serve("a5", null, null, counter: null);
        Assert.Equal(
            ["0071", null, "1002", "9999", null], day.Account.Visits.Select(v => v.Teller?.ToString()));
    }

    [Fact]
    public void A_business_day_crosses_midnight_where_the_cut_over_hour_is_later()
    {
        var day = new DayScript(cutOverHour: 4)
            .Serve("a1", "23:50", "00:05", issued: "23:30").Invite("00:05:20", "satisfied")
            .Serve("a2", "03:50", "03:59");
        Assert.Equal([Outcome.Rated, Outcome.NeverAsked], day.Account.Visits.Select(v => v.Outcome));
        Assert.Equal(
            [(day.Date, 23), (day.Date, 3)],
            day.Account.Visits.Select(v => (v.Slot.Day, v.Slot.Hour)));
        Assert.Equal(1200, day.Cell(Measures.WaitedSeconds));
        Assert.Equal(900 + 540, day.Cell(Measures.WorkedSeconds));
    }

    [Fact]
    public void Times_that_are_none_are_counted_and_not_used()
    {
        var day = new DayScript().Tell(MomentKind.SignOn, "08:00", teller: "0071")
            .Serve("a1", "09:00", "09:05", issued: "09:10") // called before the ticket
            .Serve("a2", "09:30", "09:20", issued: "09:00") // finished before the call
            .Serve("a3", "09:30", "09:40", issued: "09:00", withdrawn: "test");
        Assert.Equal(2, day.Cell(Measures.UnusableTimes));
        Assert.Equal((1, 1800), (day.Cell(Measures.Waited), day.Cell(Measures.WaitedSeconds)));
        Assert.Equal((1, 300), (day.Cell(Measures.Worked), day.Cell(Measures.WorkedSeconds)));
        Assert.Equal(1, day.Cell("wait:1800"));
        Assert.Equal((0, 1), (day.Cell("wait-asked:1800"), day.Cell("wait-unasked:1800")));
    }

    [Fact]
    public void A_business_type_has_the_same_account_and_its_ratings()
    {
        var day = new DayScript()
            .Serve("a1", "09:00", "09:05", type: "对公", issued: "08:50").Invite("09:05", "fair")
            .Change("satisfied")
            .Serve("a2", "09:10", "09:15", type: "个人").Serve("a3", "09:20", "09:25");
        Assert.Equal((1, 1, 1), (day.Cell("type:对公:served"), day.Cell("type:对公:served-rated"),
            day.Cell("type:对公:feed-day")));
        Assert.Equal((1, 1, 0, 1), (day.Cell("type:对公:invited"), day.Cell("type:对公:rated"),
            day.Cell("type:对公:level:fair"), day.Cell("type:对公:level:satisfied")));
        Assert.Equal(1, day.Cell("type:对公:wait:600"));
        Assert.Equal((1, 1, 0), (day.Cell("type:个人:served"), day.Cell("type:个人:never-asked"),
            day.Cell("type:个人:rated")));
    }
}
