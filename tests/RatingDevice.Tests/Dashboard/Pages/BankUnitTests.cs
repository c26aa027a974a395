using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Tests.HeadOffice;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>A unit between outlets and head office, with the whole bank's file.</summary>
public sealed class BankUnitTests : IDisposable
{
    private readonly SmallBank _bank = new();

    /// <summary>o-3 stands below b-1 until 15 November, and below b-2 from then on.</summary>
    public BankUnitTests() => _bank.Rated("o-1", SmallBank.Day(20), "0101", 90, 5, 3, 2)
        .Rated("o-2", SmallBank.Day(20), "0201", 60, 5, 3, 32)
        .Rated("o-3", SmallBank.Day(15), "0301", 7, 0, 0, 0)
        .Rated("o-3", SmallBank.Day(16), "0301", 70, 0, 0, 0)
        .Rated("o-4", SmallBank.Day(20), "0401", 88, 2, 1, 0);

    public static TheoryData<string> Every => [.. SiteMap.Bank.Select(p => p.Path)];

    public void Dispose() => _bank.Dispose();

    [Theory, MemberData(nameof(Every))]
    public async Task Its_pages_begin_at_itself(string path)
    {
        await using var rig = await BankRig.StartAsync(_bank, unit: "b-1");
        var page = WebUtility.HtmlDecode(Regex.Replace(
            await rig.Http.GetStringAsync($"{path}?period=2026-11"), "<[^>]*>", " "));
        Assert.Contains("一分行", page, StringComparison.Ordinal);
        foreach (var other in new[] { "总行", "二分行", "四号" })
            Assert.DoesNotContain(other, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("teller", "0101 0201 0301")]
    [InlineData("outlet", "o-1 o-2 o-3")]
    public async Task Its_figures_are_those_head_office_has_of_it(string by, string lines)
    {
        await using var rig = await BankRig.StartAsync(_bank, unit: "b-1");
        await using var office = await BankRig.StartAsync(_bank);
        var own = await rig.GetAsync($"/api/v1/figures?period=2026-11&by={by}");
        var above = await office.GetAsync($"/api/v1/figures?period=2026-11&by={by}&unit=b-1");
        Assert.Equal(lines, string.Join(' ', own["lines"]!.AsArray().Select(l => (string?)l![by])));
        Assert.Equal(Lines(above), Lines(own));
    }

    /// <summary>But for the unit's name: who asks for nothing is shown all.</summary>
    private static string Lines(JsonNode answer)
    {
        foreach (var line in answer["lines"]!.AsArray())
            foreach (var name in new[] { "unit", "unitName" }) line!.AsObject().Remove(name);
        return answer["lines"]!.ToJsonString();
    }

    [Fact]
    public async Task Coverage_is_of_its_own_outlets()
    {
        await using var rig = await BankRig.StartAsync(_bank, unit: "b-1");
        var api = await rig.GetAsync("/api/v1/bank/reported?period=2026-11-20");
        Assert.Equal("b-1", (string)api["unit"]!);
        Assert.Equal(["o-1", "o-2"], api["outlets"]!.AsArray().Select(o => (string)o!["outlet"]!).Order());
        foreach (var other in new[] { "unit=head", "unit=b-2" })
        {
            using var refused = await rig.Http.GetAsync($"/api/v1/bank/reported?period=2026-11&{other}");
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            using var page = await rig.Http.GetAsync($"/reported?period=2026-11&{other}");
            Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        }
    }

    [Fact]
    public async Task A_unit_that_the_file_does_not_name_says_so()
    {
        await using var rig = await BankRig.StartAsync(_bank, unit: "b-9");
        using var page = await rig.Http.GetAsync("/reported?lang=en");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("does not name this unit", await page.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }
}
