using System.Text.RegularExpressions;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Registry;
using RatingDevice.Tests.Export;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Dashboard;

/// <summary>The live page as it is sent: it must say everything without its script.</summary>
public sealed partial class PageTests
{
    [Theory]
    [InlineData("/?lang=zh-CN", "zh-CN", "满意率", "3号柜", "不满意", "在线")]
    [InlineData("/?lang=en", "en", "Satisfaction rate", "3号柜", "Dissatisfied", "online")]
    public async Task It_shows_figures_devices_and_last_ratings_without_a_script(
        string path, string language, params string[] words)
    {
        await using var rig = await DashboardRig.StartAsync(registry: Named("3号柜"));
        rig.Connect();
        rig.Commit(Ratings.Invited(1, "0071"), Ratings.Rated(2, "0071", "dissatisfied"));
        var page = await rig.Http.GetStringAsync(path);
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        foreach (var word in words) Assert.Contains(word, page, StringComparison.Ordinal);
        Assert.Contains("09:00:02", page, StringComparison.Ordinal); // the outlet's wall clock
        Assert.Contains("<dd>0.00<small>%</small></dd>", page, StringComparison.Ordinal);
    }

    /// <summary>"Connecting" would stand there for ever: only the script knows.</summary>
    [Fact]
    public async Task Without_a_script_it_says_nothing_about_being_live()
    {
        await using var rig = await DashboardRig.StartAsync();
        Assert.Matches("<p class=\"pill\" id=\"link\"[^>]* hidden>", await rig.Http.GetStringAsync("/"));
        Assert.Contains("link.hidden = false", await rig.Http.GetStringAsync("/assets/live.js"),
            StringComparison.Ordinal);
        Assert.Contains(".pill[hidden] { display: none; }", await rig.Http.GetStringAsync("/assets/site.css"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080/", "http://127.0.0.1:8080/")]
    [InlineData("http://[::]:8080/", "http://127.0.0.1:8080/")]
    [InlineData("http://192.168.1.5:8080/", "http://192.168.1.5:8080/")]
    public void What_is_printed_can_be_opened(string listens, string opens) =>
        Assert.Equal(new Uri(opens), DashboardServer.Opens(new Uri(listens)));

    [Fact]
    public async Task With_nothing_to_divide_by_it_shows_a_dash_and_not_a_number()
    {
        await using var rig = await DashboardRig.StartAsync();
        var page = await rig.Http.GetStringAsync("/");
        Assert.Equal(3, Regex.Count(page, "<dd>—</dd>"));
        Assert.Contains("今天还没有评价", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_loads_nothing_from_elsewhere_and_runs_nothing_inline()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Commit(Ratings.Invited(1, "0071"), Ratings.Rated(2, "0071", "satisfied"));
        using var answer = await rig.Http.GetAsync("/");
        var page = await answer.Content.ReadAsStringAsync();
        var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i) style=| on[a-z]+=|<script(?! type=\"module\" src)", page);
        foreach (Match link in Links().Matches(page))
        {
            var target = link.Groups[1].Value;
            Assert.Matches("^(/|\\?|#)", target);
            if (target.StartsWith("/assets/", StringComparison.Ordinal))
                Assert.True((await rig.Http.GetAsync(target)).IsSuccessStatusCode, target);
        }
    }

    [Fact]
    public async Task A_name_from_the_registry_cannot_become_markup()
    {
        await using var rig = await DashboardRig.StartAsync(registry: Named("<img src=x onerror=alert(1)>"));
        var page = await rig.Http.GetStringAsync("/");
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("zh-CN,en;q=0.8", "zh-CN")]
    [InlineData("fr-FR", "zh-CN")]
    [InlineData(null, "zh-CN")]
    public async Task The_browsers_language_decides_until_one_is_chosen_which_is_then_kept(
        string? accept, string language)
    {
        await using var rig = await DashboardRig.StartAsync();
        if (accept is not null) rig.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accept);
        Assert.Contains($"<html lang=\"{language}\"", await rig.Http.GetStringAsync("/"),
            StringComparison.Ordinal);
        using var chosen = await rig.Http.GetAsync("/?lang=en"); // the client keeps the cookie
        Assert.Contains("samesite=strict", chosen.Headers.GetValues("Set-Cookie").Single(),
            StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", await rig.Http.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_a_look_is_said_in_words()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Hear(LinkState.Lost);
        rig.Registry = rig.Registry with { Problems = [new(7, "kind 'shop' is none", "Write outlet")] };
        rig.Broker.Stop();
        var page = await rig.Http.GetStringAsync("/?lang=en");
        Assert.Contains("The broker is away", page, StringComparison.Ordinal);
        Assert.Contains("Devices lost or silent: 1", page, StringComparison.Ordinal);
        Assert.Contains("line 7: kind", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_broker_did_not_do_is_on_the_page_and_in_the_api()
    {
        await using var rig = await DashboardRig.StartAsync();
        var before = (await rig.GetAsync("/readyz"))["counters"]!["broker"];
        Assert.Null(before); // a broker that does not tell is not one that drops nothing
        rig.BrokerSaid = new(Dropped: 3, Behind: "d-1", CutOff: 4, NoRoom: 1, Denied: 2);
        rig.Hear(LinkState.Online); // the picture is taken anew
        var page = await rig.Http.GetStringAsync("/?lang=en");
        Assert.Contains("receiver was behind, since start: 3", page, StringComparison.Ordinal);
        Assert.Contains("last one for d-1", page, StringComparison.Ordinal);
        Assert.Contains("ended at a limit, since start: 5", page, StringComparison.Ordinal);
        var counters = (await rig.GetAsync("/readyz"))["counters"]!["broker"]!;
        Assert.Equal((3, "d-1", 4, 1, 2), ((long)counters["dropped"]!, (string?)counters["behind"],
            (long)counters["cutOff"]!, (long)counters["noRoom"]!, (long)counters["denied"]!));
    }

    private static BranchRegistry Named(string counter) => new(
        Ratings.Registry.Outlets, [new(CounterId.Parse("c-1"), OutletId.Parse("o-1"), counter)],
        Ratings.Registry.Devices, Ratings.Registry.Tellers);

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Links();
}
