using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RatingDevice.EndToEnd.Pages;

namespace RatingDevice.EndToEnd.Browser;

/// <summary>What tellers and technicians do at a counter's page: a PIN, and service mode.</summary>
public sealed class CounterPageTests(CounterFixture counters) : IClassFixture<CounterFixture>
{
    private const int Patience = 30_000;

    [Theory]
    [InlineData("zh", 0, "密码", "密码由 1 到 12 位数字组成", "未通过")]
    [InlineData("en", 1, "PIN", "A PIN is 1 to 12 digits", "Not accepted")]
    public async Task A_teller_signs_on_by_a_pin_that_nobody_sees(
        string language, int counter, string label, string hint, string refused)
    {
        var (page, complaints) = await counters.OpenAsync(counter, language);
        await SaysAsync(page, "#teller-label", label);
        await MoodAsync(page, "signed-off");
        Assert.Equal("password", await page.GetAttributeAsync("#teller", "type"));
        await LooksWellAsync(page, $"counter-pin-{language}");

        await TypeAsync(page, "12ab");
        await SaysAsync(page, "#teller-hint", hint);
        Assert.Equal("true", await page.GetAttributeAsync("#teller", "aria-invalid"));
        await LooksWellAsync(page, $"counter-pin-wrong-{language}");

        await page.EvaluateAsync("window.holdAt = 'refused'");
        await TypeAsync(page, "999999");
        await SaysAsync(page, "#head", refused);
        Assert.Equal("", await page.InputValueAsync("#teller"));
        await LooksWellAsync(page, $"counter-refused-{language}");
        await page.EvaluateAsync("window.holdAt = window.held = null");
        await MoodAsync(page, "signed-off");

        await TypeAsync(page, counters.Pin(counter));
        await SaysAsync(page, "#teller-now", counters.Teller(counter));
        Assert.Equal("invite", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.DoesNotContain(counters.Pin(counter), await page.ContentAsync(), StringComparison.Ordinal);
        await LooksWellAsync(page, $"counter-signed-on-{language}");
        await page.ClickAsync("#sign-off");
        await MoodAsync(page, "signed-off");
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("zh", 0, "维护模式", "所有灯都在闪吗", "测试结束", "正常", "异常",
        "按键 指示灯 网络连接 存储 提示音 显示屏")]
    [InlineData("en", 1, "Service mode", "Do all lamps blink", "All is tried", "works", "does not work",
        "Keys Lamps Link Journal Tone Display")]
    public async Task A_technician_tries_every_part_and_nothing_counts(
        string language, int counter, string begun, string lamps, string over, string good, string bad,
        string parts)
    {
        var (page, complaints) = await counters.OpenAsync(counter, language);
        await MoodAsync(page, "signed-off");
        await page.ClickAsync("#brand"); // a tap asks for nothing
        await page.HoverAsync("#brand");
        await page.Mouse.DownAsync();
        await SaysAsync(page, "#head", begun);
        await page.Mouse.UpAsync();
        Assert.True(await page.IsHiddenAsync("#sign-on"));
        await LooksWellAsync(page, $"counter-service-{language}");

        var keys = page.Locator(".key");
        for (var key = 0; key < 4; key++) await keys.Nth(key).ClickAsync();
        await SaysAsync(page, "#body", lamps);
        await keys.First.ClickAsync(); // yes
        await TriedAsync(page, 2);
        await keys.Last.ClickAsync(); // no
        await TriedAsync(page, 3);
        await page.ClickAsync("#next"); // no answer
        await SaysAsync(page, "#body", over);
        string[] results = [good, good, good, good, bad, bad];
        var lines = await page.Locator("#tests li").AllInnerTextsAsync();
        Assert.Equal(parts.Split(' '),
            lines.Select((line, i) => line.EndsWith(results[i]) ? line.Split('：', ':')[0] : line));
        await LooksWellAsync(page, $"counter-service-over-{language}");
        await page.ClickAsync("#next");
        await MoodAsync(page, "signed-off");
        Assert.Empty(complaints);
        await NothingCountsAsync(counter);
    }

    private static async Task TypeAsync(IPage page, string pin)
    {
        await page.FillAsync("#teller", pin);
        await page.PressAsync("#teller", "Enter");
    }

    private static Task SaysAsync(IPage page, string where, string text) =>
        Assertions.Expect(page.Locator(where)).ToContainTextAsync(text, new() { Timeout = Patience });

    private static Task MoodAsync(IPage page, string mood) => Assertions.Expect(page.Locator("body"))
        .ToHaveAttributeAsync("data-mood", mood, new() { Timeout = Patience });

    private static Task TriedAsync(IPage page, int parts) => Assertions.Expect(page.Locator("#tests li"))
        .ToHaveCountAsync(parts, new() { Timeout = Patience });

    /// <summary>A picture for people to look at, and no barrier.</summary>
    private static async Task LooksWellAsync(IPage page, string name)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"{name}.png") });
        if (File.Exists(Repository.Axe)) Assert.Equal("", await Barriers.OnAsync(page));
    }

    private async Task NothingCountsAsync(int counter)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var period = $"period={from:yyyy-MM-dd}..{to:yyyy-MM-dd}";
        async Task<JsonNode> AskAsync(string path) =>
            JsonNode.Parse(await http.GetStringAsync(new Uri(counters.Collector, path)))!;
        JsonNode? span = null;
        await Until.TrueAsync(async () =>
        {
            span = (await AskAsync($"api/v1/service-mode?outlet=o-1&{period}"))["servicing"]!.AsArray()
                .SingleOrDefault(s => (string?)s!["device"] == counters.Device(counter));
            return (string?)span?["why"] == "done";
        }, 60, "the branch has all of service mode");
        Assert.Equal(6, (int)span!["testPresses"]!);
        Assert.Equal(["keys", "lamps", "link", "journal"], span["works"]!.AsArray().Select(p => (string)p!));
        Assert.Equal(["buzzer", "display"], span["broken"]!.AsArray().Select(p => (string)p!));
        var figures = await AskAsync($"api/v1/figures?by=teller&{period}");
        Assert.Equal(0, figures["lines"]!.AsArray().Sum(l => (int)l!["rated"]!));
    }
}
