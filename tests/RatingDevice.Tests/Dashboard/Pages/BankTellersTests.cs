using System.Net;
using System.Text.RegularExpressions;
using RatingDevice.Tests.Export;
using RatingDevice.Tests.HeadOffice;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>Ids of tellers are unique in a branch, not in the bank.</summary>
public sealed partial class BankTellersTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public BankTellersTests()
    {
        foreach (var (outlet, name, day) in new[]
            { ("o-1", "王芳", 19), ("o-2", "李强", 20), ("o-3", "赵敏", 18) })
        {
            _bank[outlet].NameOf = teller => teller == "1001" ? name : $"柜员{teller}";
            _bank.Rated(outlet, SmallBank.Day(day), "1001", 40 + day, 5, 3, 2);
        }

        _bank.Rated("o-4", SmallBank.Day(20), "0401", 88, 2, 1, 0);
    }

    public void Dispose() => _bank.Dispose();

    [Fact]
    public async Task A_line_has_the_name_the_teller_has_at_its_outlet()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var lines = (await rig.GetAsync("/api/v1/figures?period=2026-11&by=teller"))["lines"]!.AsArray();
        (string, string)[] names = [("o-1", "王芳"), ("o-2", "李强"), ("o-3", "赵敏"), ("o-4", "柜员0401")];
        Assert.Equal(names, lines.Where(l => l!["teller"] is not null).Select(l =>
            ((string)l!["outlet"]!, (string)l["tellerName"]!)));
        var rows = Exported.Rows(
            await rig.Http.GetByteArrayAsync("/api/v1/exports/figures.csv?period=2026-11&by=teller"));
        Assert.Equal(names, rows.Where(r => r["teller"].Length > 0)
            .Select(r => (r["outlet"], r["teller_name"])));
        var page = await rig.Http.GetStringAsync("/tellers?period=2026-11");
        foreach (var (outlet, name) in names)
            Assert.Matches($"(?s)outlet={outlet}\">[0-9]+</a>\\s*<small>{name}</small>",
                WebUtility.HtmlDecode(page));
    }

    [Theory]
    [InlineData("o-1", "王芳", "一号")]
    [InlineData("o-2", "李强", "二号")]
    [InlineData("o-3", "赵敏", "三号")]
    public async Task A_line_leads_to_the_figures_of_its_own_outlet(string outlet, string name, string at)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var page = WebUtility.HtmlDecode(await rig.Http.GetStringAsync("/tellers?period=2026-11&unit=head"));
        var link = Regex.Match(page, $"href=\"(/tellers/1001[?][^\"]*outlet={outlet}[^\"]*)\"").Groups[1];
        var own = WebUtility.HtmlDecode(await rig.Http.GetStringAsync(link.Value));
        Assert.Contains($"<h1>1001 {name}</h1>", own, StringComparison.Ordinal);
        Assert.Contains($"<p>{at} · 2026年11月</p>", own, StringComparison.Ordinal);
    }

    /// <summary>Which of several is meant is not guessed.</summary>
    [Theory]
    [InlineData("period=2026-11", "o-1 o-2 o-3")]
    [InlineData("period=2026-11&unit=b-1", "o-1 o-2 o-3")]
    [InlineData("period=2026-11-16..2026-11-20&unit=b-1", "o-1 o-2")]
    public async Task Without_an_outlet_all_that_have_the_id_are_listed(string words, string outlets)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var page = await rig.Http.GetStringAsync($"/tellers/1001?{words}&lang=en");
        var said = WebUtility.HtmlDecode(page);
        Assert.Contains($"the id 1001 at {outlets.Split(' ').Length} outlets", said,
            StringComparison.Ordinal);
        Assert.Equal(outlets.Split(' '), Regex.Matches(said,
            "href=\"/tellers/1001[?][^\"]*outlet=(o-[0-9])[&\"]").Select(m => m.Groups[1].Value).Distinct());
        Assert.DoesNotContain("class=\"tiles\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tellers/0401?period=2026-11", "四号")]
    [InlineData("/tellers/1001?period=2026-11-16..2026-11-30&unit=s-1", "一号")]
    public async Task Where_only_one_outlet_has_the_id_the_title_names_it(string address, string at)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var page = WebUtility.HtmlDecode(await rig.Http.GetStringAsync(address));
        Assert.Contains($"<p>{at} · ", page, StringComparison.Ordinal);
        Assert.Contains("class=\"tiles\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_of_an_outlet_has_no_page_there()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        using var answer = await rig.Http.GetAsync("/tellers/1001?period=2026-11&outlet=o-4");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
