using Microsoft.Playwright;
using RatingDevice.Demo.Sample;
using RatingDevice.EndToEnd.Browser;

namespace RatingDevice.EndToEnd.Pages;

/// <summary>One made-up month and one browser for all tests of the pages.</summary>
public sealed class SampleFixture : IAsyncLifetime
{
    private SampleSite? _site;
    private Chromium? _browser;

    /// <summary>Skips the test that asks where there is no browser.</summary>
    internal async Task<(IPage Page, List<string> Complaints)> OpenAsync(string address)
    {
        if (Chromium.Absent is { } why) Assert.Skip(why);
        return await _browser!.OpenTabAsync(new Uri(_site!.Address, address).ToString());
    }

    internal Uri Address => _site!.Address;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Absent is not null) return;
        _site = await SampleSite.StartAsync();
        _browser = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_site is not null) await _site.DisposeAsync();
    }
}
