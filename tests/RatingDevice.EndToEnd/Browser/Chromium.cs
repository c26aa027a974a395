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
    private readonly IBrowserContext _context;

    private Chromium(IPlaywright playwright, IBrowser browser, IBrowserContext context) =>
        (_playwright, _browser, _context) = (playwright, browser, context);

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
        // one for all its pages: what they share is read and compiled once, as in a person's browser
        return new Chromium(playwright, browser, await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = 1280, Height = 800 },
        }));
    }

    /// <summary>Opens a page; anything it complains about is kept.</summary>
    /// <param name="address">Of the page.</param>
    /// <param name="first">A script that runs before those of the page; null for none.</param>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(string address, string? first = null)
    {
        var page = await _context.NewPageAsync();
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
