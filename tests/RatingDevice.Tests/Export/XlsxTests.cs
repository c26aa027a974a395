using System.Text;
using DocumentFormat.OpenXml.Spreadsheet;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Export.OpenXml;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Simulation.Store;
using CellValue = RatingDevice.Collector.Figures.CellValue;
using SheetColumn = DocumentFormat.OpenXml.Spreadsheet.Column;
using Table = RatingDevice.Collector.Export.Table;

namespace RatingDevice.Tests.Export;

/// <summary>The workbook an analyst's Excel gets.</summary>
public sealed class XlsxTests
{
    private const string Day = "period=2026-11-21";

    [Fact]
    public async Task Ids_are_text_days_and_times_are_the_spreadsheets_own()
    {
        var book = Book.Read(await RatingsAsync($"{Day}&lang=en"));
        var row = book.Rows("Ratings")[0];
        Assert.Equal(new BookCell("0071", "text", 1), row["Teller"]);
        Assert.Equal(new BookCell("0071 张三", "text", 1), row["Teller label"]);
        Assert.Equal(("46347", "number", 4u), (row["Business day"].Text, row["Business day"].Type,
            row["Business day"].Style)); // days since 1899-12-30
        Assert.Equal(new DateTime(2026, 11, 21, 1, 0, 2, 125), Moment(row["At, UTC"].Text));
        Assert.Equal(new DateTime(2026, 11, 21, 9, 0, 2, 125), Moment(row["At, local"].Text));
        Assert.Equal(new BookCell("2500", "number", 2), row["After, ms"]);
        Assert.Equal("none", row["Was level"].Type);

        static DateTime Moment(string serial) =>
            new DateTime(1899, 12, 30).AddMilliseconds(Math.Round(double.Parse(serial) * 86_400_000));
    }

    [Fact]
    public async Task The_heading_stays_in_view_and_every_column_has_a_filter_and_a_width()
    {
        var sheet = Book.Read(await RatingsAsync(Day)).Parts["评价明细"];
        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal(PaneStateValues.Frozen, pane.State!.Value);
        Assert.Equal("A2", pane.TopLeftCell!.Value);
        Assert.Equal("A1:AF6", sheet.Descendants<AutoFilter>().Single().Reference!.Value);
        var columns = sheet.Descendants<Columns>().Single().Elements<SheetColumn>();
        Assert.Equal(RatingColumns.All.Count, columns.Count(c => c.CustomWidth!.Value && c.Width!.Value > 5));
    }

    [Fact]
    public async Task Every_column_is_in_the_dictionary_and_the_definition_is_told()
    {
        var bytes = await Exported.BytesAsync(
            Ratings.Filled(), Ratings.Registry, ExportWhat.Figures, ExportFormat.Xlsx, $"{Day}&by=teller");
        var book = Book.Read(bytes);
        Assert.Equal(["按柜员", "数据字典", "口径"], book.Sheets.Keys);
        Assert.Equal(
            book.Sheets["按柜员"][0].Select(c => c.Text),
            book.Sheets["数据字典"].Skip(1).Select(r => r[1].Text));
        Assert.All(book.Sheets["数据字典"], r => Assert.All(r, c => Assert.NotEqual("", c.Text)));
        var told = book.Sheets["口径"].Skip(1).ToLookup(r => r[0].Text, r => r[1].Text);
        Assert.Equal("service-rating-2", told["definition"].Single());
        Assert.StartsWith("sha256-", told["hash"].Single(), StringComparison.Ordinal);
        Assert.Equal("Asia/Shanghai", told["zones"].Single());
        Assert.Equal("rated / invited", told["answerRate"].Single());
        Assert.Equal("无来源", book.Rows("按柜员")[0]["办理笔数"].Text);
    }

    [Theory]
    [InlineData(3, new[] { 3, 3, 2 })]
    [InlineData(6, new[] { 6 })]
    public async Task More_rows_than_a_sheet_has_go_on_in_the_next(int most, int[] rows)
    {
        var export = Exported.File(
            Ratings.Filled(), Ratings.Registry, ExportWhat.Ratings, ExportFormat.Xlsx, Day);
        using var to = new MemoryStream();
        using (var book = new WorkbookFile(to, Language.En, mostRows: most))
        {
            await book.AddAsync(export.Tables[0], CancellationToken.None);
            await book.FinishAsync(CancellationToken.None);
        }

        var read = Book.Read(to.ToArray());
        Assert.Equal(new[] { "Ratings", "Ratings 2", "Ratings 3" }.Take(rows.Length), read.Sheets.Keys);
        Assert.Equal(rows, read.Sheets.Values.Select(s => s.Count));
        Assert.Equal(["2", "5", "7", "11", "13"],
            read.Sheets.Keys.SelectMany(s => read.Rows(s).Select(r => r["n"].Text)));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")")]
    [InlineData("a\u0007b", "a_x0007_b")]
    [InlineData("a_x0041_b", "a_x005F_x0041_b")]
    [InlineData("a\rb", "a_x000D_b")]
    [InlineData("half {0} of a pair", "half _xD83D_ of a pair")]
    [InlineData(" 张三 \U00020BB7 & <b> ", " 张三 \U00020BB7 & <b> ")]
    public async Task Whatever_a_name_holds_it_is_text_and_the_file_opens(string name, string kept)
    {
        // an attribute cannot hold half a character
        var whole = name.Replace("{0}", "\uD83D", StringComparison.Ordinal);
        var registry = new BranchRegistry(Ratings.Registry.Outlets, [], [],
            [new(TellerId.Parse("0071"), OutletId.Parse("o-1"), whole)]);
        var store = new FakeRatingStore().Keep(Ratings.Invited(1, "0071"));
        var book = Book.Read(await Exported.BytesAsync(
            store, registry, ExportWhat.Tellers, ExportFormat.Xlsx, $"{Day}&lang=en"));
        Assert.Equal(new BookCell(kept, "text", 1), book.Rows("By teller")[0]["Teller name"]);
    }

    [Fact]
    public async Task The_same_entries_give_the_same_bytes()
    {
        var first = await BulletinAsync();
        Assert.Equal(first, await BulletinAsync());
        var book = Book.Read(first);
        Assert.Equal(
            ["合计", "按网点", "按柜员", "按柜口", "按周", "按日", "依据", "封存报表", "数据字典", "口径"],
            book.Sheets.Keys);
        Assert.DoesNotContain("created", Encoding.Latin1.GetString(first), StringComparison.Ordinal);

        static Task<byte[]> BulletinAsync() => Exported.BytesAsync(
            Ratings.Filled(), Ratings.Registry, ExportWhat.Bulletin, ExportFormat.Xlsx,
            "period=2026-11&outlet=o-1");
    }

    [Fact]
    public async Task However_many_rows_little_is_held_back()
    {
        var held = new List<int>();
        foreach (var rows in (int[])[2_000, 40_000])
        {
            var table = new Table("t", new("表", "t"), 1, RatingColumns.All, Rows(rows), rows);
            using var book = new WorkbookFile(Stream.Null, Language.En);
            await book.AddAsync(table, CancellationToken.None);
            await book.FinishAsync(CancellationToken.None);
            held.Add(book.MostHeld);
        }

        Assert.InRange(held[1], 1, 512 * 1024);

        // each text another one: none is kept for the whole workbook beyond its limit
        static IEnumerable<CellValue[]> Rows(int count) => Enumerable.Range(0, count).Select(i =>
            Enumerable.Range(0, RatingColumns.All.Count).Select(c => CellValue.Of($"{i} {c}")).ToArray());
    }

    private static Task<byte[]> RatingsAsync(string fields) => Exported.BytesAsync(
        Ratings.Filled(), Ratings.Registry, ExportWhat.Ratings, ExportFormat.Xlsx, fields);
}
