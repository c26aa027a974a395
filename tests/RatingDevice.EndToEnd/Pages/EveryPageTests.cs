using Microsoft.Playwright;
using RatingDevice.Collector.Dashboard.Pages;

namespace RatingDevice.EndToEnd.Pages;

/// <summary>Every page of the menu in a browser, in both languages, over a made-up month.</summary>
public sealed class EveryPageTests(SampleFixture sample) : IClassFixture<SampleFixture>
{
    private const string Month = "period=2026-11";

    public static TheoryData<string, string, string> Every => new(
        from page in SiteMap.Pages
            .Select(p => (p.Path, Name: p.Path == SiteMap.Hall ? "hall" : p.Path[1..]))
            .Append(($"{SiteMap.Tellers}/0402", "teller")).Append((SiteMap.Wall, "wall"))
        from language in new[] { "zh-CN", "en" }
        select (page.Item1, page.Item2, language));

    [Theory, MemberData(nameof(Every))]
    public async Task A_page_opens_without_complaint_and_without_a_barrier(
        string path, string name, string language)
    {
        var outlet = name is "hours" or "bulletin" or "quality" or "counters" or "waiting" or "wall"
            ? "&outlet=o-4" : "";
        var (page, complaints) = await sample.OpenAsync($"{path}?{Month}{outlet}&lang={language}");
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        await ChartsAsync(page);
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Repository.Screenshots, $"{name}-{language}.png"), FullPage = true,
        });
        await page.ScreenshotAsync(new() // small enough for README.md
        {
            Path = Path.Combine(Repository.Screenshots, "top", $"{name}-{language}.png"),
            Clip = new() { X = 0, Y = 0, Width = 1280, Height = 600 },
        });
        Assert.Empty(complaints);
        if (!File.Exists(Repository.Axe)) Assert.Skip("npm did not bring axe-core; see ./rating");
        Assert.Equal("", await Barriers.OnAsync(page));
        await page.CloseAsync();
    }

    /// <summary>The whole way by keys alone: past the menu, to the period, to another month.</summary>
    [Fact]
    public async Task Everything_can_be_reached_by_keys()
    {
        var (page, _) = await sample.OpenAsync($"/tellers?{Month}&outlet=o-4&lang=en");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await Focused(page, "e => e.getAttribute('href')"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab"); // the period before
        Assert.Equal("prev", await Focused(page, "e => e.rel"));
        Assert.NotEqual("none", await Focused(page, "e => getComputedStyle(e).outlineStyle"));
        await page.Keyboard.PressAsync("Enter");
        await Arrival.AtAsync(page, "period=2026-10");
        Assert.Contains("October 2026", await page.InnerTextAsync(".title"), StringComparison.Ordinal);
        Assert.Equal("o-4", await page.Locator("select[name=outlet]").InputValueAsync());
    }

    [Fact]
    public async Task The_form_asks_for_another_period_and_the_headings_sort()
    {
        var (page, complaints) = await sample.OpenAsync($"/tellers?{Month}&lang=en");
        await page.SelectOptionAsync("select[name=kind]", "week");
        await page.FillAsync("input[name=on]", "2026-11-18");
        await page.SelectOptionAsync("select[name=outlet]", "o-2");
        await page.ClickAsync(".picker button");
        await Arrival.AtAsync(page, "kind=week");
        Assert.Contains("Week 47 of 2026", await page.InnerTextAsync(".title"), StringComparison.Ordinal);
        await page.ClickAsync("text=Satisfaction rate");
        await Arrival.AtAsync(page, "sort=-satisfaction_rate_percent");
        await Arrival.OfAsync(page, "th[aria-sort=descending]", 1);
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_bulletin_prints_on_one_page(string language)
    {
        var (page, _) = await sample.OpenAsync($"/bulletin?{Month}&outlet=o-8&lang={language}");
        var paper = await page.PdfAsync(new()
        {
            Format = "A4", PreferCSSPageSize = true,
            Path = Path.Combine(Repository.Screenshots, $"bulletin-{language}.pdf"),
        });
        var text = System.Text.Encoding.Latin1.GetString(paper);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, @"/Type\s*/Page\b"));
    }

    /// <summary>Charts are drawn where the library was built in; nothing waits for them.</summary>
    private static async Task ChartsAsync(IPage page)
    {
        var charts = await page.Locator("figure[data-chart]").CountAsync();
        if (charts > 0)
        {
            await page.WaitForFunctionAsync(
                "n => document.querySelectorAll('.canvas svg').length === n", charts,
                new() { Timeout = 30_000 });
        }
    }

    private static Task<string> Focused(IPage page, string what) =>
        page.EvaluateAsync<string>($"() => ({what})(document.activeElement)");
}
