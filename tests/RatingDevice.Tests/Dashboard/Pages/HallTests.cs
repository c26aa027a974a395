using RatingDevice.Collector.Rollups;
using RatingDevice.Tests.Export;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>What the hall is told at once.</summary>
public sealed class HallTests
{
    private const string Alert = "A dissatisfied customer";

    [Fact]
    public async Task A_dissatisfied_customer_stands_out_where_and_never_by_whom_and_goes_by_itself()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Connect();
        var before = await rig.Http.GetStringAsync("/?lang=en");
        Assert.DoesNotContain(Alert, before, StringComparison.Ordinal);
        Assert.Contains($"Definition {Definition.Current.Id} {Definition.Current.Stamp}", before,
            StringComparison.Ordinal);
        var pressed = Ratings.Rated(2, "0071", "dissatisfied") with { At = rig.Time.GetUtcNow() };
        rig.Commit(Ratings.Invited(1, "0071"), pressed);
        var page = await rig.Http.GetStringAsync("/?lang=en");
        Assert.Contains(Alert, page, StringComparison.Ordinal);
        Assert.Contains("1号柜", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0071", page, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", page, StringComparison.Ordinal);
        rig.Time.Move(TimeSpan.FromMinutes(16));
        Assert.DoesNotContain(Alert, await rig.Http.GetStringAsync("/?lang=en"), StringComparison.Ordinal);
    }

    /// <summary>Customers read the wall too: a counter on it would be its teller.</summary>
    [Fact]
    public async Task The_wall_shows_the_outlet_with_targets_and_age_and_neither_counter_nor_teller()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Connect();
        rig.Commit(Ratings.Invited(1, "0071"),
            Ratings.Rated(2, "0071", "dissatisfied") with { At = rig.Time.GetUtcNow() });
        foreach (var path in new[] { "/wall?outlet=o-1&lang=en", "/wall/parts?outlet=o-1&lang=en" })
        {
            var wall = await rig.Http.GetStringAsync(path);
            foreach (var said in new[]
            {
                "A customer was dissatisfied", "target 90.00 %", "cannot be said", "no target set", "no feed",
                "of 1 asked", "Devices online 1 / 1", "09:00:00",
            }) Assert.Contains(said, wall, StringComparison.Ordinal);
            foreach (var never in new[] { "1号柜", "c-1", "d-1", "0071", "张三" })
                Assert.DoesNotContain(never, wall, StringComparison.Ordinal);
        }

        using var nowhere = await rig.Http.GetAsync("/wall?outlet=o-77");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, nowhere.StatusCode);
    }

    [Fact]
    public async Task Parts_are_those_of_the_whole_page()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Commit(Ratings.Invited(1, "0071"), Ratings.Rated(2, "0071", "satisfied"));
        var (page, parts) = (await rig.Http.GetStringAsync("/?lang=en"),
            await rig.Http.GetStringAsync("/parts?lang=en"));
        foreach (var part in new[] { "age", "alerts", "notices", "figures", "last", "devices" })
        {
            Assert.Contains($"data-part=\"{part}\"", page, StringComparison.Ordinal);
            Assert.Contains($"data-part=\"{part}\"", parts, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<html", parts, StringComparison.Ordinal);
    }
}
