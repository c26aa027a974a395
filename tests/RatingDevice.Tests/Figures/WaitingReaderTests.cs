using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Accounting;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Figures;

/// <summary>From rows to figures of waiting and work, and the account through the whole path.</summary>
public sealed class WaitingReaderTests
{
    private readonly FakeRatingStore _store = new();

    [Fact]
    public void Mean_median_ninetieth_percentile_limit_and_bands()
    {
        // waits of 1, 2, … 10 times 4 minutes: 4, 8, 12, … 40
        var day = new DayScript().Tell(MomentKind.SignOn, "08:00", teller: "0071");
        for (var i = 1; i <= 10; i++)
        {
            day.Serve($"a{i}", $"10:{i * 4:00}", $"10:{i * 4 + 3:00}", issued: "10:00");
            if (i <= 5) day.Invite($"10:{i * 4 + 3:00}", "satisfied", $"a{i}");
        }

        Settle(day);
        var total = Ask("2026-11-21", By.Total).Total;
        Assert.Equal((10, 10, 22 * 60, 20 * 60, 36 * 60),
            (total.Served, total.Waited, total.Mean, total.Median, total.Percentile90));
        // 32, 36 and 40 minutes
        Assert.Equal(new Proportion(3, 10), total.OverLimit);
        Assert.Equal([2, 2, 3, 3], total.Bands.Select(b => b.Waited.Part));
        Assert.Equal([(0, 10), (10, 20), (20, 30), (30, null)],
            total.Bands.Select(b => (b.FromMinutes, b.ToMinutes)));
        Assert.Equal(
            [new Proportion(2, 2), new(2, 2), new(1, 3), new(0, 3)], total.Bands.Select(b => b.Asked));
        Assert.Equal((10, 1800, 180), (total.Worked, total.WorkedSeconds, total.MeanService));
    }

    [Fact]
    public void Work_of_a_teller_by_hour()
    {
        Settle(new DayScript().Serve("a1", "09:10", "09:20", teller: "0071")
            .Serve("a2", "09:30", "09:35", teller: "0071").Serve("a3", "10:00", "10:01", teller: "0071")
            .Serve("a4", "10:00", "10:30", teller: "1002"));
        var lines = Ask("2026-11-21", By.Hour, new(Teller: TellerId.Parse("0071"))).Lines;
        Assert.Equal([(9, 2L, 900L), (10, 1L, 60L)],
            lines.Select(l => (l.Key.Hour!.Value, l.Served, l.WorkedSeconds)));
    }

    [Fact]
    public void A_business_type_alone()
    {
        Settle(new DayScript().Serve("a1", "09:10", null, issued: "09:00", type: "对公")
            .Serve("a2", "09:30", null, issued: "09:00", type: "个人"));
        Assert.True(BusinessType.TryParse("对公", out var type));
        var total = Ask("2026-11-21", By.Total, new(Type: type)).Total;
        Assert.Equal((1, 600, 600), (total.Served, total.Mean, total.Median));
        Assert.Equal(2, Ask("2026-11-21", By.Total).Total.Waited);
    }

    [Fact]
    public void Without_a_feed_nothing_is_known()
    {
        Settle(new DayScript().Invite("09:00", "fair"));
        var sheet = Ask("2026-11-21", By.Teller);
        Assert.Equal((0, 0), (sheet.Feed.Fed, sheet.Lines.Count));
        Assert.Null(sheet.Total.Mean);
        Assert.Null(sheet.Total.OverLimit.Percent);
    }

    [Fact]
    public void Of_1000_served_500_rated_490_satisfied_the_bounds_are_49_and_99()
    {
        var day = new DayScript().Tell(MomentKind.SignOn, "07:00", teller: "0071");
        for (var i = 0; i < 1000; i++)
        {
            var at = TimeSpan.FromHours(8) + TimeSpan.FromSeconds(30 * i);
            day.Serve($"a{i}", $"{at:hh\\:mm\\:ss}", $"{at + TimeSpan.FromSeconds(20):hh\\:mm\\:ss}");
            if (i >= 500) continue;
            day.Invite(
                $"{at + TimeSpan.FromSeconds(15):hh\\:mm\\:ss}", i < 490 ? "satisfied" : "fair", $"a{i}");
        }

        Settle(day);
        var sheet = new FigureReader(_store, TestBranch.Registry, DefinitionBook.BuiltIn).Ask(
            new(Scope.All, PeriodText.Read("2026-11", out _, out _)!, By.Teller));
        var line = Assert.Single(sheet.Lines);
        Assert.Equal(
            (1000, 500, 0, 500, 0, 0),
            (line.Counts.Account!.Served, line.Counts.Account.Rated, line.Counts.Account.Unrated,
                line.Counts.Account.NeverAsked, line.Counts.Account.DeviceDown, line.Counts.Account.Void));
        Assert.Equal((50.00m, 98.00m), (line.Rates.Rating!.Value.Percent, line.Rates.Satisfaction.Percent));
        Assert.Equal(new NonResponse(49.00m, 99.00m, OfServed: true), line.Rates.Bounds);
    }

    private void Settle(DayScript day)
    {
        day.Keep(_store);
        foreach (var marked in _store.Dirty(10))
        {
            var read = OutletDay.Read(_store, marked.Outlet, marked.Day, day.Rules);
            _store.Settle(new(marked, DayCells.Of(read, DefinitionBook.BuiltIn.On(marked.Day))));
        }
    }

    private WaitingSheet Ask(string period, By by, Scope? scope = null) =>
        new WaitingReader(_store, TestBranch.Registry, DefinitionBook.BuiltIn).Ask(
            new(scope ?? Scope.All, PeriodText.Read(period, out _, out _)!, by));
}
