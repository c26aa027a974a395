using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.EndToEnd.Browser;
using RatingDevice.Simulation.HeadOffice;

namespace RatingDevice.EndToEnd.Pages;

/// <summary>Every page of head office in a browser, in both languages, over a made-up bank.</summary>
public sealed class BankPageTests : IAsyncLifetime
{
    private SampleBank? _bank;
    private Chromium? _browser;

    public static TheoryData<string> Languages => ["zh-CN", "en"];

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_page_of_head_office_opens_without_complaint_and_without_a_barrier(string language)
    {
        if (Chromium.Absent is { } why) Assert.Skip(why);
        foreach (var (path, words) in SiteMap.Bank.Select(p => (p.Path, ""))
            .Append((SiteMap.Reconciliation, "&outlet=o-3")).Append((SiteMap.Reconciliation, "&outlet=o-11"))
            .Append((SiteMap.Branches, "&unit=b-east")))
        {
            var address = new Uri(_bank!.Address, $"{path}?period=2026-11{words}&lang={language}").ToString();
            var (page, complaints) = await _browser!.OpenTabAsync(address);
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            await page.ScreenshotAsync(new()
            {
                FullPage = true,
                Path = Path.Combine(Repository.Screenshots, $"bank-{path[1..]}{words.Length}-{language}.png"),
            });
            Assert.Empty(complaints);
            if (File.Exists(Repository.Axe)) Assert.Equal("", await Barriers.OnAsync(page));
            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task From_the_map_of_coverage_down_to_one_outlets_account()
    {
        if (Chromium.Absent is { } why) Assert.Skip(why);
        var (page, complaints) = await _browser!.OpenAsync(
            new Uri(_bank!.Address, "/reported?period=2026-11&lang=en").ToString());
        await page.ClickAsync("text=东部分行");
        await Arrival.AtAsync(page, "unit=b-east");
        await page.ClickAsync("text=第3网点");
        await Arrival.AtAsync(page, "/reconciliation?");
        await Arrival.AtAsync(page, "outlet=o-3");
        await Arrival.OfAsync(page, "tbody .verdict:has-text('amended')", 1);
        await page.ClickAsync(".top .other");
        await Arrival.OfAsync(page, "html[lang=zh-CN] h1:has-text('对账')", 1);
        await Arrival.AtAsync(page, "outlet=o-3");
        Assert.Empty(complaints);
    }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Absent is not null) return;
        _bank = await SampleBank.StartAsync();
        _browser = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_bank is not null) await _bank.DisposeAsync();
    }
}
