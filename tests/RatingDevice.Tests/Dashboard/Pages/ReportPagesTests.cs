using System.Net;
using System.Text.RegularExpressions;
using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Tests.Export;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>The pages of figures as they are sent: everything is said without a script.</summary>
public sealed partial class ReportPagesTests
{
    /// <summary>Every page of the menu but the hall, in both languages.</summary>
    public static TheoryData<string, string> Every => new(
        from page in SiteMap.Pages
        from language in new[] { "zh-CN", "en" }
        where page.Path != SiteMap.Hall
        select (page.Path, language));

    [Theory, MemberData(nameof(Every))]
    public async Task Each_page_loads_nothing_from_elsewhere_runs_nothing_inline_and_has_no_dead_link(
        string path, string language)
    {
        await using var rig = await StartAsync();
        using var answer = await rig.Http.GetAsync($"{path}?period=2026-11&lang={language}");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, page);
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i) style=| on[a-z]+=|<script(?! type=\"module\" src)", page);
        foreach (var target in Links().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)))
        {
            Assert.Matches("^[/#]", target);
            if (target[0] == '#') continue;
            using var found = await rig.Http.GetAsync(target);
            Assert.True(found.IsSuccessStatusCode, $"{target}: {found.StatusCode}");
        }
    }

    [Theory]
    [InlineData("zh-CN", "张三", "不在名册", "未登录柜员", "无来源", "不能断定", "2026年11月")]
    [InlineData("en", "张三", "not in the registry", "Unattributed", "no feed", "cannot be said",
        "November 2026")]
    public async Task Tellers_are_named_and_what_is_not_known_is_said(string language, params string[] words)
    {
        await using var rig = await StartAsync();
        var page = await rig.Http.GetStringAsync($"/tellers?period=2026-11&lang={language}");
        foreach (var word in words) Assert.Contains(word, page, StringComparison.Ordinal);
        Assert.Contains(Definition.On(Ratings.Day).Hash.ToString(), page, StringComparison.Ordinal);
    }

    /// <summary>The figures come from the one query; a page only writes them down.</summary>
    [Fact]
    public async Task The_teller_table_has_the_figures_of_the_query()
    {
        await using var rig = await StartAsync();
        var sheet = new FigureReader(rig.Store, Ratings.Registry, DefinitionBook.BuiltIn)
            .Ask(new(Scope.All, Period.Month(Ratings.Day), By.Teller));
        var rows = Rows(await rig.Http.GetStringAsync("/tellers?period=2026-11"));
        Assert.Equal(sheet.Lines.Count + 2, rows.Count); // a heading above, the whole below
        foreach (var (line, row) in sheet.Lines.Zip(rows.Skip(1)))
        {
            Assert.Contains(line.Key.Teller?.ToString() ?? "未登录柜员", row[0], StringComparison.Ordinal);
            foreach (var (column, cell) in TableColumn.Usual.Zip(row.Skip(1)))
            {
                if (column.Look is not (ColumnLook.Plain or ColumnLook.Main)) continue;
                var figure = column.Figure.Value(new(sheet, line));
                var shown = figure.Kind == CellKind.Nothing ? "—" : figure.In(Language.Zh);
                Assert.True(shown == cell, $"{column.Name} is {shown} and shows as {cell}");
            }
        }
    }

    /// <summary>What stands on the page is what a program gets, to the last digit.</summary>
    [Theory]
    [InlineData("/tellers", "teller")]
    [InlineData("/outlets", "outlet")]
    [InlineData("/counters", "counter")]
    public async Task Page_and_api_show_the_same_figures(string path, string by)
    {
        await using var rig = await StartAsync();
        var answer = await rig.GetAsync($"/api/v1/figures?period=2026-11&by={by}");
        var lines = answer["lines"]!.AsArray();
        var rows = Rows(await rig.Http.GetStringAsync($"{path}?period=2026-11&lang=en"));
        Assert.Equal(lines.Count + 2, rows.Count);
        foreach (var (line, row) in lines.Append(answer["total"]).Zip(rows.Skip(1)))
        {
            foreach (var (column, cell) in TableColumn.Usual.Zip(row.Skip(1)))
            {
                if (column.Look is not (ColumnLook.Plain or ColumnLook.Main)) continue;
                var figure = line![column.Figure.JsonName];
                // numbers of a page are in groups; what is null to a program is said to people
                var shown = cell.Replace(",", "", StringComparison.Ordinal);
                if (figure is null) Assert.Contains(shown, new[] { "—", "no feed" });
                else Assert.Equal(figure.ToString(), shown);
            }
        }
    }

    [Fact]
    public async Task Headings_sort_and_what_has_no_figure_stands_last()
    {
        await using var rig = await StartAsync();
        var page = await rig.Http.GetStringAsync("/tellers?period=2026-11&sort=-satisfaction_rate_percent");
        Assert.Contains("aria-sort=\"descending\"", page, StringComparison.Ordinal);
        Assert.Equal(["100.00", "66.66", "0.00", "—"], Rows(page).Skip(1).SkipLast(1).Select(r => r[2]));
        var turned = await rig.Http.GetStringAsync("/tellers?period=2026-11&sort=satisfaction_rate_percent");
        Assert.Equal(["0.00", "66.66", "100.00", "—"], Rows(turned).Skip(1).SkipLast(1).Select(r => r[2]));
    }

    [Theory]
    [InlineData("period=2026-11", "2026年11月", 15)]
    [InlineData("kind=week&on=2026-11-21&to=2026-11-30&outlet=&definition=", "2026年第47周", 15)]
    [InlineData("kind=range&on=2026-11-01&to=2026-11-20", "2026年11月1日 – 2026年11月20日", 0)]
    [InlineData("kind=quarter&on=2026-11-21", "2026年第4季度", 15)]
    public async Task The_form_and_the_address_choose_the_period(string words, string name, int found)
    {
        await using var rig = await StartAsync();
        var page = await rig.Http.GetStringAsync($"/tellers?{words}");
        Assert.Contains(name, page, StringComparison.Ordinal);
        Assert.Equal(found == 0, page.Contains("此期间没有数据", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("period=2026-13", "&#x27;2026-13&#x27; is not a period")]
    [InlineData("kind=fortnight&on=2026-11-21", "is no kind of period")]
    [InlineData("period=2026-11&outlet=o-77", "There is no outlet")]
    [InlineData("period=2026-11&definition=none", "There is no definition")]
    [InlineData("period=<script>", "&lt;script&gt;")]
    public async Task What_cannot_be_asked_is_refused_with_a_page_that_says_why(string words, string why)
    {
        await using var rig = await StartAsync();
        using var answer = await rig.Http.GetAsync($"/tellers?{words}&lang=en");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<DashboardRig> StartAsync()
    {
        var rig = await DashboardRig.StartAsync();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        return rig;
    }

    /// <summary>The cells of each row of the first table, without markup.</summary>
    private static List<List<string>> Rows(string page) =>
    [
        .. Row().Matches(page[..page.IndexOf("</table>", StringComparison.Ordinal)]).Select(row =>
            Cell().Matches(row.Value).Select(cell => Text(cell.Groups[1].Value)).ToList()),
    ];

    private static string Text(string markup) =>
        WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(markup, "<[^>]*>", " "), @"\s+", " ")).Trim();

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("(?s)<tr[ >].*?</tr>")]
    private static partial Regex Row();

    [GeneratedRegex("(?s)<t[hd][^>]*>(.*?)</t[hd]>")]
    private static partial Regex Cell();
}
