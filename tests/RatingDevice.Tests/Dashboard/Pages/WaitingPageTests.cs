using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Tests.Export;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>What follows from the feed and from a whole day: waiting, and what stands out.</summary>
public sealed class WaitingPageTests
{
    [Theory]
    [InlineData("zh-CN", "无来源")]
    [InlineData("en", "No feed")]
    public async Task Without_a_feed_it_says_so_and_shows_no_figure(string language, string says)
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        var page = await rig.Http.GetStringAsync($"/waiting?period=2026-11&lang={language}");
        Assert.Contains(says, page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"tile", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_one_it_tells_how_long_customers_waited()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep(Ratings.Invited(1, "0071"), Ratings.Rated(2, "0071", "satisfied"));
        var called = new DateTimeOffset(Ratings.Day, new(0, 58, 0), TimeSpan.Zero);
        var row = new ServedRow(
            Ratings.Post.Outlet, Ratings.Day, ServiceId.Parse("a-002"), Ratings.Post.Counter,
            TellerId.Parse("0071"), null, called.AddMinutes(-35), called, called.AddMinutes(4), null);
        rig.Store.Commit(new ServedGroup([row], []));
        Settle(rig);
        var page = await rig.Http.GetStringAsync("/waiting?period=2026-11&lang=en");
        Assert.Contains("35:00", page, StringComparison.Ordinal);
        Assert.Contains("30 minutes and more", page, StringComparison.Ordinal);
        Assert.Contains("≥ 30", page, StringComparison.Ordinal);
        Assert.Contains("Choose an outlet", page, StringComparison.Ordinal);
        var work = await rig.Http.GetStringAsync("/waiting?period=2026-11&outlet=o-1&lang=en");
        Assert.Contains("08–09", work, StringComparison.Ordinal);
        Assert.Contains("1 / 4", work, StringComparison.Ordinal); // a customer, four minutes
        var tellers = await rig.Http.GetStringAsync("/tellers?period=2026-11&lang=en");
        Assert.DoesNotContain("no feed", tellers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flag_stands_on_the_tellers_page_with_the_entries_it_rests_on()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep(
            Ratings.Invited(1, "0071"), Ratings.Rated(2, "0071", "satisfied") with { AfterMs = 120 });
        Settle(rig);
        var page = await rig.Http.GetStringAsync("/tellers/0071?period=2026-11&lang=en");
        Assert.Contains("press sooner than anyone reads", page, StringComparison.Ordinal);
        Assert.Contains("j-1/2", page, StringComparison.Ordinal);
    }

    private static void Settle(DashboardRig rig)
    {
        foreach (var day in rig.Store.Dirty(10))
        {
            var held = OutletDay.Read(
                rig.Store, day.Outlet, day.Day, Ratings.Registry.Outlet(day.Outlet));
            rig.Store.Settle(new(day, DayCells.Of(held, Definition.On(day.Day))));
        }
    }
}
