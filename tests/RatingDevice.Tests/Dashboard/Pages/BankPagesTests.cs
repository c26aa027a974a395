using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Tests.Export;
using RatingDevice.Tests.HeadOffice;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>Head office's pages as they are sent.</summary>
public sealed partial class BankPagesTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public BankPagesTests() => _bank.Rated("o-1", SmallBank.Day(20), "0101", 90, 5, 3, 2)
        .Rated("o-2", SmallBank.Day(20), "0201", 60, 5, 3, 32)
        .Rated("o-3", SmallBank.Day(20), "0301", 7, 0, 0, 0)
        .Rated("o-4", SmallBank.Day(20), "0401", 88, 2, 1, 0);

    public static TheoryData<string, string> Every => new(
        from path in SiteMap.Bank.Select(p => p.Path).Append($"{SiteMap.Tellers}/0201")
        from language in new[] { "zh-CN", "en" }
        select (path, language));

    public void Dispose() => _bank.Dispose();

    [Theory, MemberData(nameof(Every))]
    public async Task Each_page_runs_nothing_inline_and_has_no_dead_link(string path, string language)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        using var answer = await rig.Http.GetAsync($"{path}?period=2026-11&unit=b-1&lang={language}");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, page);
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i) style=| on[a-z]+=|<script(?! type=\"module\" src)", page);
        var links = Links().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value));
        foreach (var target in links.Distinct())
        {
            if (target[0] == '#') continue;
            using var found = await rig.Http.GetAsync(target);
            Assert.True(found.IsSuccessStatusCode, $"{target}: {found.StatusCode}");
        }
    }

    /// <summary>Page, API and export come of one query.</summary>
    [Theory]
    [InlineData("/branches", "unit", "")]
    [InlineData("/branches", "unit", "&unit=b-1")]
    [InlineData("/outlets", "outlet", "&unit=b-2")]
    [InlineData("/tellers", "teller", "&outlet=o-2")]
    public async Task Page_api_and_export_show_the_same_figures(string path, string by, string words)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var api = await rig.GetAsync($"/api/v1/figures?period=2026-11&by={by}{words}");
        var csv = Exported.Rows(await rig.Http.GetByteArrayAsync(
            $"/api/v1/exports/figures.csv?period=2026-11&by={by}{words}"));
        var lines = api["lines"]!.AsArray();
        Assert.NotEmpty(lines);
        Assert.Equal(lines.Count, csv.Count);
        var page = await rig.Http.GetStringAsync($"{path}?period=2026-11{words}&sort={by}&lang=en");
        var shown = Row().Matches(page[..page.IndexOf("</table>", StringComparison.Ordinal)])
            .Select(r => Cell().Matches(r.Value).Select(c => Text(c.Groups[1].Value)).ToList()).Skip(1)
            .ToList();
        Assert.Equal(lines.Count + 1, shown.Count);
        foreach (var (line, row, cells) in lines.Zip(csv, shown))
        {
            foreach (var (column, cell) in TableColumn.Usual.Zip(cells.Skip(1)))
            {
                if (column.Look is not (ColumnLook.Plain or ColumnLook.Main)) continue;
                var figure = line![column.Figure.JsonName];
                var text = cell.Replace(",", "", StringComparison.Ordinal);
                if (figure is null) Assert.Contains(text, new[] { "—", "no feed" });
                else Assert.Equal((figure.ToString(), figure.ToString()), (text, row[column.Name]));
            }
        }
    }

    [Fact]
    public async Task An_assessment_is_of_a_month_or_quarter_and_has_both_verdicts()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var rows = Exported.Rows(
            await rig.Http.GetByteArrayAsync("/api/v1/exports/assessment.csv?period=2026-11"));
        Assert.Equal(["o-1", "o-2", "o-3", "o-4"], rows.Select(r => r["outlet"]));
        Assert.Equal(["cannot be said", "not met", "cannot be said", "met"],
            rows.Select(r => r["satisfaction_rate_verdict"]));
        Assert.All(rows, r => Assert.Equal("no target", r["rating_rate_verdict"]));
        var page = await rig.Http.GetStringAsync("/assessment?period=2026-11&lang=en");
        int At(string name) => page.IndexOf(name, StringComparison.Ordinal);
        Assert.True(At("二号") < At("一号"), "the worst does not stand first");
        Assert.Contains("sets no target for the Rating rate", page, StringComparison.Ordinal);
        using var refused = await rig.Http.GetAsync("/api/v1/exports/assessment.csv?period=2026-11-20");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_bank_of_many_outlets_is_shown_in_sheets_the_worst_first()
    {
        var text = new StringBuilder("kind,id,parent,zone\nunit,head,,\n");
        for (var i = 1; i <= 250; i++)
            text.Append(CultureInfo.InvariantCulture, $"outlet,o-{i},head,Asia/Shanghai\n");
        var tree = BankFile.Form.Parse(Encoding.UTF8.GetBytes(text.ToString()), ".csv").Value!;
        await using var rig = await BankRig.StartAsync(_bank, tree);
        var page = await rig.Http.GetStringAsync("/reported?period=2026-11-20&lang=en&sheet=3");
        Assert.Equal(50, Regex.Count(page, "<tr>") - 1);
        Assert.Contains("Lines 201–250 of 250", page, StringComparison.Ordinal);
        var api = await rig.GetAsync("/api/v1/bank/reported?period=2026-11-20");
        Assert.Equal(100, api["outlets"]!.AsArray().Count);
        Assert.Equal((246, 4), ((int)api["total"]!["absent"]! + (int)api["total"]!["notDue"]!,
            (int)api["total"]!["reported"]!));
    }

    [Theory]
    [InlineData("/reported?unit=b-9", "no unit")]
    [InlineData("/reconciliation?outlet=o-9", "no outlet")]
    public async Task What_is_not_in_the_tree_is_refused_with_a_page(string address, string why)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        using var answer = await rig.Http.GetAsync($"{address}&lang=en");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/outlets", "", true)]
    [InlineData("/tellers", "", true)]
    [InlineData("/tellers", "&sort=teller", false)]
    public async Task That_the_worst_stands_first_is_said(string path, string words, bool isSaid)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var page = await rig.Http.GetStringAsync($"{path}?period=2026-11{words}&lang=en");
        Assert.Equal(isSaid, page.Contains("the worst first", StringComparison.Ordinal));
    }

    /// <summary>An interval that is not known is a dash, and every column has a heading.</summary>
    [Fact]
    public async Task The_page_of_waiting_leaves_nothing_unsaid()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var page = WebUtility.HtmlDecode(await rig.Http.GetStringAsync("/waiting?period=2026-11&lang=en"));
        Assert.DoesNotContain("—–—", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?s)<thead>\s*<tr>\s*<td>", page);
        Assert.Contains("<th scope=\"col\">Outlet</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outlet_without_a_months_statement_has_no_empty_table_of_them()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        var page = await rig.Http.GetStringAsync("/reconciliation?period=2026-11&outlet=o-1&lang=en");
        Assert.DoesNotMatch(@"(?s)<tbody>\s*</tbody>", page);
        Assert.Contains("<p>none</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_is_not_asked_for_units()
    {
        await using var rig = await DashboardRig.StartAsync();
        using var answer = await rig.Http.GetAsync("/api/v1/figures?period=2026-11&by=unit");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Statements tell nothing of single devices.</summary>
    [Fact]
    public async Task Head_office_is_not_asked_for_devices()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        using var answer = await rig.Http.GetAsync("/api/v1/figures?period=2026-11&by=device-day");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Ask the branch", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Text(string markup) =>
        WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(markup, "<[^>]*>", " "), @"\s+", " ")).Trim();

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("(?s)<tr[ >].*?</tr>")]
    private static partial Regex Row();

    [GeneratedRegex("(?s)<t[hd][^>]*>(.*?)</t[hd]>")]
    private static partial Regex Cell();
}
