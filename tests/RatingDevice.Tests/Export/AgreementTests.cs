using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Dashboard;
using RatingDevice.Tests.Figures;
using RatingDevice.Tests.Ingest;
using CellKind = RatingDevice.Collector.Figures.CellKind;

namespace RatingDevice.Tests.Export;

/// <summary>
/// Whatever was counted and however it is asked for: pages, API, CSV, XLSX and JSON show the very digits of
/// the one query. A failing case prints its seed.
/// </summary>
public sealed partial class AgreementTests
{
    private static readonly Gen<RollupCell> Cells =
        from day in Gen.Choose(0, 75)
        from hour in Gen.Choose(8, 17)
        from teller in Gen.Elements(null, "0001", "1002", "9999")
        from device in Gen.Elements("d-1", "d-2", "d-9")
        from measure in Gen.Elements(
            "invited", "rated", "unrated", "stray", "level:satisfied", "level:very-satisfied", "level:fair",
            "level:superb", "flagged", "flagged-level:fair", Measures.Served, Measures.ServedRated,
            Measures.NeverAsked, Measures.FeedDay, Measures.ActiveDay, Measures.Worked,
            Measures.WorkedSeconds)
        from count in Gen.Choose(1, 50)
        select CellBranch.Cell(
            $"{new DateOnly(2026, 9, 20).AddDays(day):yyyy-MM-dd}", hour, teller, measure, count, device);

    private static readonly Gen<string> Questions =
        from period in Gen.Elements("2026-11", "2026-W45", "2026-Q4", "2026-10-05..2026-11-20", "2026-11-02")
        from grouped in Gen.Elements(Enum.GetValues<By>().Where(b => b != By.Unit).ToArray())
        from scope in Gen.Elements(
            "", "&outlet=o-1", "&outlet=o-1&counter=c-1", "&teller=0001", "&outlet=o-2")
        from definition in Gen.Elements("", "", "&definition=service-rating-2")
        where grouped is not (By.Hour or By.DeviceDay) || !period.Contains('Q')
        select $"period={period}&by={ByText.Of(grouped)}{scope}{definition}";

    private static readonly Gen<(IReadOnlyList<RollupCell> Cells, string Question)> Cases =
        from cells in Cells.NonEmptyListOf()
        from question in Questions
        select ((IReadOnlyList<RollupCell>)[.. cells], question);

    [Fact]
    public void Pages_api_csv_xlsx_and_json_agree_to_the_last_digit() =>
        Prop.ForAll(Cases.ToArbitrary(), c => AgreeAsync(c.Cells, c.Question).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static async Task AgreeAsync(IReadOnlyList<RollupCell> cells, string question)
    {
        await using var rig = await DashboardRig.StartAsync(registry: TestBranch.Registry);
        rig.Store.Commit(new IntakeGroup([], [], [], [], [.. cells.GroupBy(RollupKey.Of)
            .Select(g => g.Key.Cell(g.Sum(c => c.Count)))], []));
        var ask = ExportAsk.Read(ExportWhat.Figures, ExportFormat.Csv, Exported.Field(question),
            DefinitionBook.BuiltIn, out var wrong, out _);
        Assert.True(ask is not null, wrong);
        var sheet = new FigureReader(rig.Store, TestBranch.Registry, DefinitionBook.BuiltIn, [])
            .Ask(ask.Query);
        var columns = FigureColumns.Of(sheet);
        var api = await LinesAsync(rig, $"/api/v1/figures?{question}");
        var json = await LinesAsync(rig, $"/api/v1/exports/figures.json?{question}");
        var csv = Exported.Rows(await rig.Http.GetByteArrayAsync($"/api/v1/exports/figures.csv?{question}"));
        var xlsx = Book.Read(await rig.Http.GetByteArrayAsync(
            $"/api/v1/exports/figures.xlsx?lang=en&{question}")).Sheets.First().Value;
        await OnItsPageAsync(rig, sheet, question);
        Assert.Equal(sheet.Lines.Count, api.Count);
        Assert.Equal((api.Count, api.Count, api.Count), (json.Count, csv.Count, xlsx.Count - 1));
        for (var i = 0; i < sheet.Lines.Count; i++)
        {
            for (var c = 0; c < columns.Count; c++)
            {
                var (column, value) = (columns[c], columns[c].Value(new(sheet, sheet.Lines[i])));
                var told = value.ToString();
                Assert.Equal((column.Name, told), (column.Name, csv[i][column.Name]));
                Assert.Equal((column.Name, Shown(value)), (column.Name, xlsx[i + 1][c].Text));
                var expected = value.Kind is CellKind.Nothing or CellKind.NoFeed ? "null" : told;
                Assert.Equal((column.Name, expected), (column.Name, Of(api[i]!, column)));
                Assert.Equal((column.Name, expected), (column.Name, Of(json[i]!, column)));
            }
        }
    }

    // A spreadsheet counts days from the last but one of 1899.
    private static string Shown(CellValue value) => value.Kind == CellKind.Day
        ? $"{value.Day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}" : value.ToString();

    private static string Of(JsonNode line, RatingDevice.Collector.Figures.Column column)
    {
        var node = column.Level is { } level ? line["levels"]![level.ToString()] : line[column.JsonName];
        return node is null ? "null"
            : node.GetValueKind() == JsonValueKind.String ? (string)node! : node.ToJsonString();
    }

    /// <summary>The question on the page that shows its lines, where there is one.</summary>
    private static async Task OnItsPageAsync(DashboardRig rig, FigureSheet sheet, string question)
    {
        var (scope, page) = (sheet.Query.Scope, sheet.Query.By switch
        {
            By.Teller => "/tellers",
            By.Outlet => "/outlets",
            By.Counter => "/counters",
            _ => null,
        });
        if (page is null || scope != new Scope(scope.Outlet) || sheet.Lines.Count == 0) return;
        var text = await rig.Http.GetStringAsync($"{page}?lang=en&{question}");
        var table = text[text.IndexOf("<table class=\"figures\"", StringComparison.Ordinal)..];
        var rows = Row().Matches(table[..table.IndexOf("</table>", StringComparison.Ordinal)])
            .Select(r => Cell().Matches(r.Value).Select(c => Shown(c.Groups[1].Value)).ToList()).ToList();
        Assert.Equal(sheet.Lines.Count + 2, rows.Count); // a heading above, the whole below
        foreach (var (line, row) in sheet.Lines.Append(sheet.Total).Zip(rows.Skip(1)))
            foreach (var (column, cell) in TableColumn.Usual.Zip(row.Skip(1)))
                Assert.Equal((column.Name, Expected(column, new(sheet, line))), (column.Name, cell));
    }

    private static string Expected(TableColumn column, FigureRow row)
    {
        string Of(string name) => FigureColumns.Named[name].Value(row) is { Kind: not CellKind.Nothing } value
            ? value.ToString() : "—";
        var own = Of(column.Name);
        return column.Look switch
        {
            ColumnLook.Interval => own == "—" ? "" : $"{own}–{Of("satisfaction_rate_high_percent")}",
            ColumnLook.Bounds => own == "—" ? own : $"{own}–{Of("all_answered_high_percent")}",
            ColumnLook.Verdict => row.Line.Rates.SatisfactionVerdict == Verdict.NoTarget ? "no target"
                : Of("satisfaction_rate_verdict"),
            ColumnLook.Levels => string.Join(" / ", row.Line.Counts.Levels.Select(l => l.Count)),
            ColumnLook.Change => (row.Line.ChangeWithinChance == true ? "≈ " : "")
                + (row.Line.Change > 0 ? "+" : "") + own,
            _ => own,
        };
    }

    /// <summary>What a cell says: without markup, and without the groups of its numbers.</summary>
    private static string Shown(string markup) => Groups().Replace(Blanks().Replace(WebUtility.HtmlDecode(
        Markup().Replace(markup, " ")), " ").Trim(), "");

    [GeneratedRegex("(?s)<tr[ >].*?</tr>")]
    private static partial Regex Row();

    [GeneratedRegex("(?s)<t[hd][^>]*>(.*?)</t[hd]>")]
    private static partial Regex Cell();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("(?<=[0-9]),(?=[0-9]{3})")]
    private static partial Regex Groups();

    private static async Task<JsonArray> LinesAsync(DashboardRig rig, string path) =>
        (await rig.GetAsync(path))["lines"]!.AsArray();
}
