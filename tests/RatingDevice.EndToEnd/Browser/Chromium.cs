using Microsoft.Playwright;

namespace RatingDevice.EndToEnd.Browser;

/// <summary>Debian's chromium, driven by Playwright's own driver; no browser is downloaded.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IBrowserContext _tabs;

    private Chromium(IPlaywright playwright, IBrowser browser, IBrowserContext tabs) =>
        (_playwright, _browser, _tabs) = (playwright, browser, tabs);

    /// <summary>Why there can be no browser here; null when there can.</summary>
    public static string? Absent => File.Exists(Program) ? null : $"{Program} is not installed";

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = Arguments,
        });
        return new Chromium(playwright, browser, await WindowAsync(browser));
    }

    /// <summary>Opens a page in a window of its own; anything it complains about is kept.</summary>
    /// <param name="address">Of the page.</param>
    /// <param name="first">A script that runs before those of the page; null for none.</param>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(
        string address, string? first = null) => await OpenAsync(await WindowAsync(_browser), address, first);

    /// <summary>Opens a page as one more tab of one window: what tabs share is read and compiled once. Only
    /// the newest is in front; clocks of the others go slowly.</summary>
    public Task<(IPage Page, List<string> Complaints)> OpenTabAsync(string address) =>
        OpenAsync(_tabs, address, null);

    private static Task<IBrowserContext> WindowAsync(IBrowser browser) => browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = 1280, Height = 800 },
    });

    private static async Task<(IPage Page, List<string> Complaints)> OpenAsync(
        IBrowserContext window, string address, string? first)
    {
        var page = await window.NewPageAsync();
        if (first is not null) await page.AddInitScriptAsync(first);
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add(message.Text);
        };
        await page.GotoAsync(address);
        return (page, complaints);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
