using System.Text.RegularExpressions;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Simulation.Bank;
using RatingDevice.Tests.Export;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>The monthly bulletin: the same entries and definition give the same bytes.</summary>
public sealed class BulletinTests
{
    private const string November = "/bulletin?period=2026-11&outlet=o-1&lang=",
        Workbook = "/api/v1/exports/bulletin.xlsx?period=2026-11&outlet=o-1";

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task It_is_the_same_byte_for_byte_whenever_it_is_printed(string language)
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Connect();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        var printed = await rig.Http.GetByteArrayAsync(November + language);
        var december = Ratings.Day.AddDays(20);
        rig.Store.Keep(
            Ratings.Invited(16, "0071", december), Ratings.Rated(17, "0071", "dissatisfied", december));
        rig.Time.Move(TimeSpan.FromDays(40));
        rig.Hear(LinkState.Online); // the device has written more than it delivered
        Assert.Equal(printed, await rig.Http.GetByteArrayAsync(November + language));
    }

    [Fact]
    public async Task The_workbook_is_the_same_byte_for_byte_whatever_devices_still_have()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        var written = await rig.Http.GetByteArrayAsync(Workbook);
        rig.Connect(); // it has written more than it delivered
        rig.Time.Move(TimeSpan.FromDays(40));
        rig.Store.Keep(Ratings.Invited(16, "0071", Ratings.Day.AddDays(20)));
        Assert.Equal(written, await rig.Http.GetByteArrayAsync(Workbook));
        var rests = Book.Read(written).Rows("依据").Single();
        Assert.Equal(("j-1", "1", "15"), (rests["日志"].Text, rests["首条"].Text, rests["末条"].Text));
        rig.Store.Keep(Ratings.Invited(17, "0071"));
        Assert.NotEqual(written, await rig.Http.GetByteArrayAsync(Workbook));
    }

    [Fact]
    public async Task It_changes_with_an_entry_and_with_the_definition_and_names_both()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        var printed = await rig.Http.GetStringAsync(November + "en");
        Assert.Contains($"sha256-{Definition.On(Ratings.Day).Hash}", printed, StringComparison.Ordinal);
        Assert.Contains("d-1 j-1 1–15", printed, StringComparison.Ordinal);
        var older = await rig.Http.GetStringAsync($"{November}en&definition={Definition.All[0].Id}");
        Assert.Contains($"sha256-{Definition.All[0].Hash}", older, StringComparison.Ordinal);
        rig.Store.Keep(Ratings.Invited(16, "0071"), Ratings.Rated(17, "0071", "satisfied"));
        var changed = await rig.Http.GetStringAsync(November + "en");
        Assert.Contains("d-1 j-1 1–17", changed, StringComparison.Ordinal);
        Assert.NotEqual(printed, changed);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task It_names_the_statements_it_rests_on_and_what_none_of_them_says_yet(string language)
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        using var chain = new ChainScript();
        chain.Day(Ratings.Day, ("0071", "rated", 2));
        chain.Day(Ratings.Day, ("0071", "rated", 3));
        chain.Day(Ratings.Day.AddDays(1));
        chain.Whole(Period.Month(Ratings.Day));
        chain.Day(Ratings.Day.AddDays(20)); // of another month
        rig.Store.Statements.Keep(new(chain.Made, rig.Time.GetUtcNow()));
        var printed = await rig.Http.GetStringAsync(November + language);
        var named = Regex.Matches(
            printed, @"rests"">(2026-\S+) (\d+/\d+)\s+sha256-([^<]+)<").Select(m =>
            (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value));
        string Hash(int n) => chain.Made[n - 1].Hash.ToString();
        (string, string, string)[] behind =
        [
            ("2026-11", "4/1", Hash(4)), ("2026-11-21", "2/2", Hash(2)), ("2026-11-22", "3/1", Hash(3)),
        ];
        Assert.Equal(behind, named);
        var book = Book.Read(await rig.Http.GetByteArrayAsync(Workbook));
        Assert.Equal(behind.Select(b => (b.Item1, b.Item2, $"sha256-{b.Item3}")), book.Rows("封存报表").Select(
            r => (r["期间"].Text, $"{r["编号"].Text}/{r["版次"].Text}", r["摘要"].Text)));
        rig.Time.Move(TimeSpan.FromDays(40));
        Assert.Equal(printed, await rig.Http.GetStringAsync(November + language));
    }

    [Fact]
    public async Task A_month_stands_for_any_day_in_it_and_a_teller_nobody_knows_is_named_so()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        var page = await rig.Http.GetStringAsync("/bulletin?kind=day&on=2026-11-03&outlet=o-1&lang=en");
        Assert.Contains("November 2026", page, StringComparison.Ordinal);
        Assert.Contains("9999 not in the registry", page, StringComparison.Ordinal);
        Assert.Contains("Unattributed", page, StringComparison.Ordinal);
    }
}
