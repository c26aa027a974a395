using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Dashboard;

/// <summary>Whoever waits for a large file sees how far it is; a small one is there before anybody
/// asks.</summary>
public sealed class ExportsUnderWayTests
{
    [Fact]
    public void An_export_shows_its_rows_from_its_second_second_until_it_ends()
    {
        var time = new HandTime();
        var all = new ExportsUnderWay(time);
        var large = all.Begin("ratings.csv", 5);
        large.Row(1);
        time.Move(TimeSpan.FromSeconds(1.9));
        Assert.Empty(all.Now);
        time.Move(TimeSpan.FromSeconds(1.1));
        using var late = all.Begin("daily.xlsx", null);
        large.Row(2);
        var shown = Assert.Single(all.Now);
        Assert.Equal(
            ("ratings.csv", 3L, 2L, (long?)5), (shown.File, shown.Seconds, shown.Rows, shown.About));
        large.Dispose();
        time.Move(TimeSpan.FromSeconds(2));
        Assert.Equal("daily.xlsx", Assert.Single(all.Now).File);
    }

    [Fact]
    public async Task The_page_of_exports_and_the_api_have_a_place_for_them()
    {
        await using var rig = await DashboardRig.StartAsync();
        Assert.Contains(
            "id=\"under-way\"", await rig.Http.GetStringAsync("/exports?lang=en"), StringComparison.Ordinal);
        Assert.Empty((await rig.GetAsync("/api/v1/exports"))["underWay"]!.AsArray());
    }
}
