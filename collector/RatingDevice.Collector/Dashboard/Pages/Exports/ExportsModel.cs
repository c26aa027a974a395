using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Exports;

/// <summary>A file that can be fetched, in some formats.</summary>
internal sealed record ExportLink(
    Words Name, Words Note, IReadOnlyList<(string Format, string Address)> Formats);

/// <summary>Every export, with period and outlet of the page.</summary>
internal sealed record ExportsModel(IReadOnlyList<ExportLink> Links, IReadOnlyList<ExportShape> UnderWay)
{
    private static readonly Dictionary<ExportWhat, (Words Name, Words Note)> Said = new()
    {
        [ExportWhat.Figures] = (ExportWords.Days, ExportWords.DaysNote),
        [ExportWhat.Assessment] = (ExportWords.Assessment, ExportWords.AssessmentNote),
        [ExportWhat.Tellers] = (ExportWords.Tellers, ExportWords.TellersNote),
        [ExportWhat.Daily] = (ExportWords.Daily, ExportWords.DailyNote),
        [ExportWhat.Ratings] = (ExportWords.Ratings, ExportWords.RatingsNote),
        [ExportWhat.Waiting] = (ExportWords.Waiting, ExportWords.WaitingNote),
        [ExportWhat.Bulletin] = (ExportWords.Bulletin, ExportWords.BulletinNote),
    };

    public static ExportsModel Ask(PageFrame frame, PageSource source)
    {
        var same = (frame.Ask with { Sort = null }).Address();
        var lang = $"&lang={(frame.Language == Language.En ? "en" : "zh")}";
        var offered = ExportAsk.Offered.ToLookup(o => o.What, o => o.Format);
        var links = Said
            .Where(s => Offers(frame, s.Key))
            .Select(s => new ExportLink(s.Value.Name, s.Value.Note,
            [
                .. offered[s.Key].SelectMany(f => Formats(s.Key, f, same + lang
                    + (s.Key == ExportWhat.Figures ? "&by=day" : ""))),
            ]));
        return new(
        [
            .. links,
            .. frame.Tree is not null ? Array.Empty<ExportLink>() :
            [
                new(ExportWords.Replaced, ExportWords.ReplacedNote,
                    [("CSV", $"/api/v1/exports/ratings.csv?{same}&replaced=include")]),
            ],
        ], source.Exports);
    }

    // head office has no single ratings, and no outlet's journals
    private static bool Offers(PageFrame frame, ExportWhat what) => what switch
    {
        ExportWhat.Bulletin => frame.Tree is null && frame.Ask.Period.Kind == PeriodKind.Month,
        ExportWhat.Assessment => frame.Ask.Period.Kind is PeriodKind.Month or PeriodKind.Quarter,
        ExportWhat.Ratings => frame.Tree is null,
        _ => true,
    };

    private static IEnumerable<(string Format, string Address)> Formats(
        ExportWhat what, ExportFormat format, string query)
    {
        var address = $"/api/v1/exports/{ExportAsk.Name(what)}.{ExportAsk.Name(format)}?{query}";
        yield return (format.ToString().ToUpperInvariant(), address);
        if (format == ExportFormat.Csv) yield return ("CSV GB18030", address + "&encoding=gb18030");
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
        UnderWay = new("正在写出的导出", "Exports being written"),
        UnderWaySays = new("超过两秒的导出在此显示进度。",
            "An export of more than two seconds shows its progress here."),
        Rows = new("{0} 行", "{0} rows"),
        RowsOf = new("{0} / 约 {1} 行", "{0} of about {1} rows"),
        Same = new(
            "导出与页面出自同一次查询，数字逐位相同；每个文件都写明口径编号与摘要。",
            "Exports and pages come from the one query and agree to the last digit; each file names its "
                + "definition with its hash."),
        Assessment = new("考核：评价率与满意率", "Assessment: rating rate and satisfaction"),
        AssessmentNote = new("每个网点一行，两项各对目标", "a row an outlet, both against their targets"),
        Tellers = new("柜员数字", "Figures by teller"),
        TellersNote = new("每名柜员一行，附数据字典与口径", "a row a teller, with dictionary and definition"),
        Daily = new("逐日逐柜员数字", "Figures by day and teller"),
        DailyNote = new("每名柜员每个营业日一行", "a row a teller and business day"),
        Waiting = new("等候与工作量", "Waiting and work"),
        WaitingNote = new("每名柜员一行，需有办理来源", "a row a teller; needs a served feed"),
        Bulletin = new("月度通报", "Monthly bulletin"),
        BulletinNote = new("同一数据与口径逐字节可重现", "the same bytes from the same entries and definition"),
        Ratings = new("评价明细", "Ratings one by one"),
        RatingsNote = new("每条计入的评价一行", "a row for each rating that counts"),
        Replaced = new("评价明细，含被改评取代者", "Ratings, those replaced too"),
        ReplacedNote = new("供审计；被取代者标明不计入", "for auditors; the replaced ones are marked"),
        Days = new("逐日数字", "Figures by day"),
        DaysNote = new("每个营业日一行", "a row a business day");
}
