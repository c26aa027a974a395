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

    private Chromium(IPlaywright playwright, IBrowser browser) =>
        (_playwright, _browser) = (playwright, browser);

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
        return new Chromium(playwright, browser);
    }

    /// <summary>Opens a page in a context of its own; anything it complains about is kept.</summary>
    /// <param name="address">Of the page.</param>
    /// <param name="first">A script that runs before those of the page; null for none.</param>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(string address, string? first = null)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        });
        if (first is not null) await context.AddInitScriptAsync(first);
        var page = await context.NewPageAsync();
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
