using System.Net;
using RatingDevice.Tests.Export;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>What a teller sees of the own figures.</summary>
public sealed class TellerPageTests
{
    [Theory]
    [InlineData("zh-CN", "张三", "已被改评取代", "尚未开通", "2026年11月21日 09:00:05")]
    [InlineData("en", "张三", "replaced by a later press", "Not open yet", "21 Nov 2026 09:00:05")]
    public async Task Every_press_is_listed_under_the_number_it_can_be_checked_by(
        string language, params string[] words)
    {
        await using var rig = await StartAsync();
        var page = await rig.Http.GetStringAsync($"/tellers/0071?period=2026-11&lang={language}");
        foreach (var word in words) Assert.Contains(word, page, StringComparison.Ordinal);
        foreach (var n in new[] { 2, 4, 5, 7 })
            Assert.Contains($"j-1 / {n}<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("j-1 / 11<", page, StringComparison.Ordinal); // another teller's
    }

    /// <summary>Places are among all tellers of the scope, not among the lines of one.</summary>
    [Fact]
    public async Task Somebody_the_registry_knows_has_a_page_before_the_first_rating()
    {
        await using var rig = await StartAsync();
        var page = await rig.Http.GetStringAsync("/tellers/0071?period=2026-10&lang=en");
        Assert.Contains("Nothing was recorded", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8888")]
    [InlineData("No-Id")]
    [InlineData("%3Cscript%3E")]
    public async Task Nobody_has_no_page(string id)
    {
        await using var rig = await StartAsync();
        using var answer = await rig.Http.GetAsync($"/tellers/{id}?period=2026-11");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<DashboardRig> StartAsync()
    {
        var rig = await DashboardRig.StartAsync();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        return rig;
    }
}
