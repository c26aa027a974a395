using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Exports;

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
