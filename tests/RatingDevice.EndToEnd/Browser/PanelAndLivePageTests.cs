using System.Diagnostics;
using Microsoft.Playwright;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Browser;

/// <summary>
/// What a person does with two browser windows: a counter's panel and the branch's live page.
/// </summary>
public sealed class PanelAndLivePageTests
{
    private const int Patience = 30_000;

    [Theory]
    [InlineData("zh", "请您对本次服务作出评价", "谢谢，您的评价已记录", "满意")]
    [InlineData("en", "How was your service today?", "Thank you", "Satisfied")]
    public async Task A_press_is_thanked_for_and_changes_the_live_page_within_a_second(
        string language, string asked, string thanked, string label)
    {
        if (Chromium.Absent is { } why) Assert.Skip(why);
        await using var branch = await Branch.StartAsync(new BranchPlan { Devices = 1 });
        await using var browser = await Chromium.StartAsync();
        var (panel, complaints) = await browser.OpenAsync($"{branch.Devices[0].Panel}?lang={language}");
        var (live, _) = await browser.OpenAsync($"{branch.Collector}?lang={language}");

        await panel.FillAsync("#teller", "1001");
        await panel.PressAsync("#teller", "Enter");
        await panel.ClickAsync("#invite");
        await SaysAsync(panel, "#head", asked);
        var key = panel.Locator(".key[data-level=satisfied]");
        Assert.Contains(label, await key.InnerTextAsync(), StringComparison.Ordinal);

        var before = await live.InnerTextAsync("body");
        var pressed = Stopwatch.GetTimestamp();
        await key.ClickAsync();
        await SaysAsync(panel, "#head", thanked);
        await live.WaitForFunctionAsync(
            "before => document.body.innerText !== before", before, new() { Timeout = Patience });
        var took = Stopwatch.GetElapsedTime(pressed);
        Console.WriteLine($"{language}: press to live page, both in a browser: {took.TotalMilliseconds:0} ms");
        await live.WaitForFunctionAsync(
            "label => document.body.innerText.includes(label)", label, new() { Timeout = Patience });
        Assert.True(took < TimeSpan.FromSeconds(1), $"the live page changed after {took}");
        Assert.Empty(complaints);
    }

    private static Task SaysAsync(IPage page, string where, string text) =>
        Assertions.Expect(page.Locator(where)).ToContainTextAsync(text, new() { Timeout = Patience });
}
