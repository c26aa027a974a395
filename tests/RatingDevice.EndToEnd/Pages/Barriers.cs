using System.Text.Json;
using Microsoft.Playwright;

namespace RatingDevice.EndToEnd.Pages;

/// <summary>What axe finds on a page.</summary>
internal static class Barriers
{
    public static async Task<string> OnAsync(IPage page)
    {
        // added by the browser's own hand, so that the page's policy stays what it is
        await page.EvaluateAsync(await File.ReadAllTextAsync(Repository.Axe) + "; 0");
        var found = await page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run(document)).violations.map(v => v.id + ': '
                + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | '))
            """);
        return string.Join('\n', found.EnumerateArray().Select(v => v.GetString()));
    }
}
