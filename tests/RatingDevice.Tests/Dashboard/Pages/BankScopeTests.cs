using System.Net;
using System.Text.RegularExpressions;
using RatingDevice.Tests.HeadOffice;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>Whose figures a page of head office shows, and that its address is one of the bank.</summary>
public sealed partial class BankScopeTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public BankScopeTests() => _bank.Rated("o-1", SmallBank.Day(20), "0101", 90, 5, 3, 2)
        .Rated("o-2", SmallBank.Day(20), "0201", 60, 5, 3, 32)
        .Rated("o-3", SmallBank.Day(20), "0301", 7, 0, 0, 0);

    public void Dispose() => _bank.Dispose();

    [Fact]
    public async Task The_totals_of_coverage_are_of_the_outlet_that_is_chosen()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var page = await rig.Http.GetStringAsync(
            "/reported?period=2026-11-19..2026-11-20&outlet=o-3&lang=en");
        var tiles = Tile().Matches(page).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var cells = Number().Matches(page[page.IndexOf("<tbody>", StringComparison.Ordinal)..])
            .Select(m => m.Groups[1].Value).ToList();
        Assert.Equal("1", tiles["Reported"]);
        Assert.Equal((tiles["Reported, %"], tiles["Reported"], tiles["Not reported"]),
            (cells[0], cells[1], cells[2]));
    }

    /// <summary>o-3 stands below b-1 until 15 November, and below b-2 from then on.</summary>
    [Theory]
    [InlineData("/reported")]
    [InlineData("/reconciliation")]
    [InlineData("/tellers")]
    [InlineData("/tellers/0301")]
    [InlineData("/outlets")]
    [InlineData("/waiting")]
    [InlineData("/branches")]
    [InlineData("/assessment")]
    [InlineData("/exports")]
    public async Task An_outlet_is_not_asked_for_below_a_unit_it_does_not_stand_below(string path)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        using var answer = await rig.Http.GetAsync(
            $"{path}?period=2026-11-16..2026-11-30&unit=b-1&outlet=o-3&lang=zh-CN");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("网点“o-3”在此期间不属于机构“b-1”", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        using var before = await rig.Http.GetAsync($"{path}?period=2026-11&unit=b-1&outlet=o-3");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
    }

    [Theory]
    [InlineData("period=2026-11-20", "总行 一分行 支行 一号 o-1")]
    [InlineData("period=2026-11-21", "总行 二分行 支行 一号 o-1")]
    [InlineData("period=2026-11-01..2026-11-30&unit=b-1", "总行 一分行 支行 一号 o-1")]
    public async Task The_path_has_every_unit_down_to_the_outlet(string words, string path)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var page = await rig.Http.GetStringAsync($"/outlets?{words}&outlet=o-1");
        var shown = Regex.Replace(Path().Match(page).Value, "<[^>]*>|›", " ");
        Assert.Equal(path, Regex.Replace(shown, @"\s+", " ").Trim());
    }

    [Fact]
    public async Task A_path_ends_with_a_name()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var page = await rig.Http.GetStringAsync("/outlets?period=2026-11-20&unit=s-1");
        Assert.Equal(2, Path().Match(page).Value.Count(c => c == '›'));
    }

    [Theory]
    [InlineData("unit=zz", "没有机构“zz”")]
    [InlineData("outlet=zz", "没有网点“zz”")]
    [InlineData("definition=zz", "没有口径“zz”")]
    [InlineData("period=zz", "“zz”不是期间")]
    [InlineData("kind=zz&on=2026-11-20", "“zz”不是期间的种类")]
    [InlineData("kind=day&on=zz", "“zz”不是日期")]
    [InlineData("kind=range&on=2026-11-20&to=2026-11-19", "2026-11-20 至 2026-11-19")]
    public async Task A_refusal_is_in_the_language_of_the_page(string words, string why)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        using var chinese = await rig.Http.GetAsync($"/tellers?{words}&lang=zh-CN");
        Assert.Equal(HttpStatusCode.BadRequest, chinese.StatusCode);
        var said = None().Match(await chinese.Content.ReadAsStringAsync()).Groups[1].Value;
        Assert.Contains(why, WebUtility.HtmlDecode(said), StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)there is|write|choose|is not", said);
        using var english = await rig.Http.GetAsync($"/tellers?{words}&lang=en");
        said = WebUtility.HtmlDecode(None().Match(await english.Content.ReadAsStringAsync()).Groups[1].Value);
        Assert.Matches("^[A-Z'2].*[.]$", said);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", said);
    }

    [GeneratedRegex("<div class=\"tile[^\"]*\"><dt>([^<]*)</dt><dd>([^<]*)</dd>")]
    private static partial Regex Tile();

    [GeneratedRegex("<td class=\"n\">([^<]*)</td>")]
    private static partial Regex Number();

    [GeneratedRegex("(?s)<nav class=\"path\".*?</nav>")]
    private static partial Regex Path();

    [GeneratedRegex("(?s)<p class=\"none\">(.*?)</p>")]
    private static partial Regex None();
}
