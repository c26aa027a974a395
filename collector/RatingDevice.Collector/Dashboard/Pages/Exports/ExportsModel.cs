using System.Globalization;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Exports;

/// <summary>A file that can be fetched.</summary>
internal sealed record ExportLink(Words Name, Words Note, string Format, string Address);

/// <summary>Every export, with period and outlet of the page.</summary>
internal sealed record ExportsModel(IReadOnlyList<ExportLink> Links)
{
    public static ExportsModel Ask(PageFrame frame, PageSource source)
    {
        var ask = frame.Ask;
        var days = string.Create(CultureInfo.InvariantCulture,
            $"from={ask.Period.From:yyyy-MM-dd}&to={ask.Period.To:yyyy-MM-dd}");
        if (ask.Outlet is { } outlet) days += $"&outlet={outlet}";
        var same = (ask with { Sort = null }).Address();
        return new(
        [
            new(ExportWords.Tellers, ExportWords.TellersNote, "CSV", $"/api/v1/exports/tellers.csv?{days}"),
            new(ExportWords.Ratings, ExportWords.RatingsNote, "CSV", $"/api/v1/exports/ratings.csv?{days}"),
            new(ExportWords.Replaced, ExportWords.ReplacedNote, "CSV",
                $"/api/v1/exports/ratings.csv?{days}&replaced=include"),
            new(ExportWords.Tellers, ExportWords.ApiNote, "JSON", $"/api/v1/figures?by=teller&{same}"),
            new(ExportWords.Days, ExportWords.ApiNote, "JSON", $"/api/v1/figures?by=day&{same}"),
        ]);
    }
}

/// <summary>Words of the page.</summary>
internal static class ExportWords
{
    public static readonly Words
        File = new("内容", "Contents"),
        Format = new("格式", "Format"),
        Note = new("说明", "Note"),
        Fetch = new("下载", "Download"),
        Same = new(
            "导出与页面出自同一次查询，数字逐位相同；每个文件都写明口径编号与摘要。",
            "Exports and pages come from the one query and agree to the last digit; each file names its "
                + "definition with its hash."),
        Tellers = new("柜员数字", "Figures by teller"),
        TellersNote = new("Excel 可直接打开；UTF-8 带 BOM", "opens in Excel as it is; UTF-8 with BOM"),
        Ratings = new("评价明细", "Ratings one by one"),
        RatingsNote = new("每条计入的评价一行", "a row for each rating that counts"),
        Replaced = new("评价明细，含被改评取代者", "Ratings, those replaced too"),
        ReplacedNote = new("供审计；被取代者标明不计入", "for auditors; the replaced ones are marked"),
        Days = new("逐日数字", "Figures by day"),
        ApiNote = new("与程序接口相同", "as programs get it");
}
