using System.Text;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Served.Csv;

namespace RatingDevice.Tests.Served;

public sealed class ServedCsvTests
{
    private const string Chinese = "票号,网点号,窗口,柜员号,业务类型,取号时间,叫号时间,结束时间\r\n"
        + "A001,o-1,c-1,0071,个人开户,2026/11/21 8:50,2026/11/21 9:00,2026/11/21 9:05\r\n";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 with a mark")]
    [InlineData("gb18030")]
    public void Chinese_headers_and_values_in_either_encoding(string encoding)
    {
        var bytes = encoding switch
        {
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(Chinese),
            "utf-8" => Encoding.UTF8.GetBytes(Chinese),
            _ => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Chinese)],
        };
        var text = FileText.Of(bytes);
        Assert.StartsWith(text.Encoding, encoding, StringComparison.Ordinal);
        var row = Assert.Single(ServedCsv.Read(text.Utf8, []));
        Assert.Equal(
            new ServedFields("A001", "o-1", "c-1", "0071", "个人开户", "2026/11/21 8:50", "2026/11/21 9:00",
                "2026/11/21 9:05"),
            row.Fields);
        Assert.Equal(2, row.Row);
    }

    [Fact]
    public void English_headers_in_any_order_and_what_is_empty_is_not_known()
    {
        var rows = Read("Finished,Ticket No,teller\n,a1,\n,,\n2026-11-21 09:05,a2,0071\n");
        Assert.Equal(["a1", "a2"], rows.Select(r => r.Fields!.Ticket));
        Assert.Equal(new ServedFields("a1"), rows[0].Fields);
        Assert.Equal([2, 4], rows.Select(r => r.Row));
    }

    [Fact]
    public void A_column_that_is_not_known_stops_the_file_unless_it_is_left_out()
    {
        const string text = "ticket,客户姓名,called\na1,张三,2026-11-21 09:00\n";
        var e = Assert.Throws<InvalidDataException>(() => Read(text));
        Assert.Contains("客户姓名", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", e.Message, StringComparison.Ordinal);
        var row = Assert.Single(Read(text, "客户姓名"));
        Assert.Equal(new ServedFields("a1", Called: "2026-11-21 09:00"), row.Fields);
    }

    [Theory]
    [InlineData("called\n2026-11-21 09:00\n", "no column for the ticket")]
    [InlineData("ticket,号码\na,b\n", "two columns for ticket")]
    public void A_header_that_cannot_be_used(string text, string wrong) => Assert.Contains(
        wrong, Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_bad_line_is_told_by_its_number_and_the_rest_is_read()
    {
        var rows = Read("ticket,called\na1,2026-11-21 09:00\na2,x,y,z\na3,2026-11-21 09:10\n");
        Assert.Equal(["a1", null, "a3"], rows.Select(r => r.Fields?.Ticket));
        Assert.Equal(3, rows[1].Row);
        Assert.Contains("4 fields under 2", rows[1].Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_said_to_be_none() =>
        Assert.Throws<InvalidDataException>(() => FileText.Of([0x74, 0xFF, 0xFF, 0x00]));

    private static List<ToldRow> Read(string text, params string[] ignore) =>
        [.. ServedCsv.Read(Encoding.UTF8.GetBytes(text), ignore)];
}
