using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace RatingDevice.EndToEnd.Pages;

/// <summary>
/// The page of an address is there, or a part of it. Asked again and again: an event that came between a look
/// and the wait for it was missed twice, and the test with it.
/// </summary>
internal static class Arrival
{
    private const float Patience = 30_000;

    public static Task AtAsync(IPage page, string partOfAddress) => Assertions.Expect(page).ToHaveURLAsync(
        new Regex(Regex.Escape(partOfAddress)), new() { Timeout = Patience });

    public static Task OfAsync(IPage page, string what, int count) => Assertions.Expect(page.Locator(what))
        .ToHaveCountAsync(count, new() { Timeout = Patience });
}
