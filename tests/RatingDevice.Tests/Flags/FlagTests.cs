using RatingDevice.Collector.Account;
using RatingDevice.Collector.Flags;
using RatingDevice.Collector.Rollups;
using RatingDevice.Tests.Accounting;

namespace RatingDevice.Tests.Flags;

/// <summary>Each rule with a day that raises it, and one just below that does not.</summary>
public sealed class FlagTests
{
    [Fact]
    public void A_press_with_no_open_invitation_is_counted_by_presses_and_flags_no_rating()
    {
        var day = new DayScript().Invite("09:00", "fair").Stray("09:10", count: 3);
        var flag = Assert.Single(day.Flags(FlagRule.Stray));
        Assert.Equal([new EntryKey(day.Events[^1].Journal, day.Events[^1].N)], flag.Entries);
        Assert.Equal((3, 0), (day.Cell("flag:stray"), day.Cell(Measures.Flagged)));
    }

    [Fact]
    public void A_press_too_soon_is_by_the_first_press()
    {
        var day = new DayScript().Invite("09:00", "fair", afterMs: 699).Change("satisfied")
            .Invite("09:10", "fair", afterMs: 700);
        var flag = Assert.Single(day.Flags(FlagRule.Soon));
        Assert.Contains(new("after ms", 699), flag.Numbers);
        Assert.Equal([1, 2, 3], flag.Entries.Select(e => e.N));
        Assert.Equal((1, 1, 0), (day.Cell("flag:soon"), day.Cell("flagged-level:satisfied"),
            day.Cell("flagged-level:fair")));
    }

    [Fact]
    public void A_run_beyond_chance_rests_on_its_ratings()
    {
        // 8 of 16: the run's chance is 9 × 8!8!/16! = 9 / 12870 = 0.0007; 7 of 14: 8 / 3432 = 0.0023
        var flag = Assert.Single(Half(8).Flags(FlagRule.SameKey), f => f.Entries.Count == 8);
        Assert.Equal(9.0 / 12870, flag.Numbers.Single(n => n.Name == "chance").Value, 12);
        Assert.Empty(Half(7).Flags(FlagRule.SameKey));
    }

    [Fact]
    public void Whose_ratings_are_all_the_same_has_no_run_beyond_chance()
    {
        var day = new DayScript();
        for (var i = 0; i < 50; i++) day.Invite($"09:{i:00}", "very-satisfied");
        Assert.Empty(day.Flags(FlagRule.SameKey));
    }

    [Fact]
    public void A_burst_after_the_last_customer_of_the_feed()
    {
        var day = new DayScript().Serve("a1", "09:00", "17:00").Invite("16:59", "fair");
        foreach (var at in new[] { "17:10:00", "17:10:09", "17:10:18" }) day.Invite(at, "very-satisfied");
        var flag = Assert.Single(day.Flags(FlagRule.AfterLast));
        Assert.Equal((3, 3), (flag.Invitations.Count, day.Cell("flag:after-last")));

        var slower = new DayScript().Serve("a1", "09:00", "17:00").Invite("16:59", "fair");
        foreach (var at in new[] { "17:10:00", "17:10:09", "17:10:19" }) slower.Invite(at, "very-satisfied");
        Assert.Empty(slower.Flags(FlagRule.AfterLast));
        Assert.Empty(new DayScript().Serve("a1", "09:00", "18:00").Invite("17:10:00", "fair")
            .Invite("17:10:09", "fair").Invite("17:10:18", "fair").Flags(FlagRule.AfterLast));
    }

    [Fact]
    public void Without_a_feed_a_burst_counts_at_the_days_end_only()
    {
        var burst = () => new DayScript().Invite("16:00:00", "fair").Invite("16:00:06", "fair")
            .Invite("16:00:12", "fair");
        Assert.Single(burst().Flags(FlagRule.AfterLast));
        Assert.Empty(burst().Invite("16:30", "fair").Flags(FlagRule.AfterLast));
    }

    [Theory]
    [InlineData("09:00:04.999", 1)] // the press was at 09:00:03
    [InlineData("09:00:05", 0)]
    public void An_invitation_reopened_at_once_rests_on_both(string next, int flags)
    {
        var day = new DayScript().Invite("09:00:00", "fair").Invite(next, "satisfied");
        var found = day.Flags(FlagRule.Reopened);
        Assert.Equal(flags, found.Count);
        Assert.All(found, f => Assert.Equal([1, 2, 3, 4], f.Entries.Select(e => e.N)));
        Assert.Equal(flags, day.Cell("flagged-level:satisfied"));
    }

    [Fact]
    public void A_share_of_asked_that_falls_with_waiting()
    {
        // 20 customers under 10 minutes, all asked; 20 over 30 minutes, some of them
        var flag = Assert.Single(Waits(askedOfLong: 10).Flags(FlagRule.AskedByWait));
        Assert.Equal(40, flag.Tickets.Count);
        Assert.Contains(new("asked, from 30 min", 10), flag.Numbers);
        Assert.Empty(Waits(askedOfLong: 14).Flags(FlagRule.AskedByWait));
        Assert.Equal((1, 0), (Waits(10).Cell("flag:asked-by-wait"), Waits(10).Cell(Measures.Flagged)));
    }

    [Fact]
    public void A_share_of_asked_that_falls_with_service_time()
    {
        Assert.Single(Services(asked: 10).Flags(FlagRule.AskedByService));
        Assert.Empty(Services(asked: 14).Flags(FlagRule.AskedByService));
    }

    [Fact]
    public void A_rating_that_many_rules_flag_is_flagged_once()
    {
        var day = new DayScript();
        foreach (var at in new[] { "17:00:00", "17:00:01", "17:00:02" })
            day.Invite(at, "fair", afterMs: 100);
        Assert.Equal(
            (3, 2, 3), (day.Cell("flag:soon"), day.Cell("flag:reopened"), day.Cell("flag:after-last")));
        Assert.Equal((3, 3), (day.Cell(Measures.Flagged), day.Cell("flagged-level:fair")));
    }

    private static DayScript Half(int run)
    {
        var day = new DayScript();
        for (var i = 0; i < run; i++) day.Invite($"09:{i:00}", "satisfied");
        for (var i = 0; i < run; i++) day.Invite($"10:{i:00}", i % 2 == 0 ? "fair" : "dissatisfied");
        return day;
    }

    private static DayScript Waits(int askedOfLong)
    {
        var day = new DayScript();
        for (var i = 0; i < 20; i++)
        {
            day.Serve($"s{i}", $"09:{i:00}:00", $"09:{i:00}:30", issued: $"09:{i:00}:00", teller: "0071")
                .Invite($"09:{i:00}:20", "satisfied", $"s{i}");
            day.Serve($"l{i}", $"11:{i:00}:00", $"11:{i:00}:30", issued: "10:00", teller: "0071");
            if (i < askedOfLong) day.Invite($"11:{i:00}:20", "satisfied", $"l{i}");
        }

        return day;
    }

    private static DayScript Services(int asked)
    {
        var day = new DayScript();
        for (var i = 0; i < 20; i++)
        {
            day.Serve($"s{i}", $"09:{i:00}:00", $"09:{i:00}:30", teller: "0071")
                .Invite($"09:{i:00}:20", "satisfied", $"s{i}");
            day.Serve($"l{i}", $"11:{i:00}:00", $"11:{i + 25:00}:30", teller: "0071");
            if (i < asked) day.Invite($"11:{i + 25:00}:20", "satisfied", $"l{i}");
        }

        return day;
    }
}
