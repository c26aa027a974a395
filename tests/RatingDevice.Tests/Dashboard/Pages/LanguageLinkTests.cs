using System.Net;
using System.Text.RegularExpressions;
using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Tests.HeadOffice;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>The link to the other language, followed as a browser would.</summary>
public sealed partial class LanguageLinkTests
{
    public static TheoryData<string, bool> Every =>
    [
        .. SiteMap.Pages.Select(p => p.Path).Append(SiteMap.Wall).Append($"{SiteMap.Tellers}/0071")
            .Select(p => new TheoryDataRow<string, bool>(p, false)),
        .. SiteMap.Bank.Select(p => p.Path).Append($"{SiteMap.Tellers}/0201")
            .Select(p => new TheoryDataRow<string, bool>(p, true)),
    ];

    [Theory, MemberData(nameof(Every))]
    public async Task It_shows_the_same_page_in_the_other_language(string path, bool isBank)
    {
        using var bank = new SmallBank().Rated("o-2", SmallBank.Day(20), "0201", 60, 5, 3, 32);
        await using var office = await BankRig.StartAsync(bank);
        await using var branch = await DashboardRig.StartAsync();
        var http = isBank ? office.Http : branch.Http;
        foreach (var (now, other) in new[] { ("zh-CN", "en"), ("en", "zh-CN") })
        {
            using var asking = new HttpRequestMessage(HttpMethod.Get, $"{path}?period=2026-10");
            asking.Headers.AcceptLanguage.ParseAdd(now);
            using var answer = await http.SendAsync(asking);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains($"<html lang=\"{now}\"", page, StringComparison.Ordinal);
            var link = WebUtility.HtmlDecode(Link().Match(page).Groups[1].Value);
            Assert.StartsWith($"{path}?period=", link, StringComparison.Ordinal);
            Assert.Contains($"<html lang=\"{other}\"", await http.GetStringAsync(link),
                StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("(?s)<a class=\"other\" href=\"([^\"]*)\"")]
    private static partial Regex Link();
}
