using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>Words that stand on every page.</summary>
internal static class PageWords
{
    public static readonly Words
        Product = new("服务评价", "Service ratings"),
        Skip = new("跳到主要内容", "Skip to main content"),
        Menu = new("页面", "Pages"),
        OtherLanguage = new("English", "中文"),
        AllOutlets = new("全部网点", "All outlets"),
        Unit = new("机构编号", "Unit id"),
        OutletId = new("网点编号", "Outlet id"),
        Path = new("所在机构", "Where in the bank"),
        Sheets = new("分页", "Sheets"),
        SheetBefore = new("上一页", "Sheet before"),
        SheetAfter = new("下一页", "Next sheet"),
        SheetOf = new("第 {0}–{1} 行，共 {2} 行", "Lines {0}–{1} of {2}"),
        Outlet = new("网点", "Outlet"),
        Teller = new("柜员", "Teller"),
        Period = new("期间", "Period"),
        Show = new("查看", "Show"),
        Earlier = new("上一期", "Earlier"),
        Later = new("下一期", "Later"),
        DayIn = new("所含日期", "A day in it"),
        Until = new("止（仅自选区间）", "Until (own range only)"),
        Definition = new("口径", "Definition"),
        InForce = new("当期有效的口径", "The one in force then"),
        NoData = new("此期间没有数据", "Nothing was recorded in this period"),
        NotFound = new("没有这个页面", "There is no such page"),
        Wrong = new("无法按此条件查询", "This cannot be asked"),
        NotNow = new("暂时无法显示此页", "This page cannot be shown now"),
        StoreAway = new(
            "数据存储暂时无法读取。{0}请稍后再试；原因见 /readyz 与程序日志。",
            "The store cannot be read now. {0} Try again in a minute; /readyz and the program's log say "
                + "why."),
        Failed = new(
            "生成此页时出错。{0}请再试一次；原因见程序日志。",
            "Making this page failed. {0} Try again; the program's log says why."),
        NoTree = new(
            "机构文件中没有本机构，或文件尚未读取：请查看 registryFile 所指文件与程序日志。",
            "The bank's file does not name this unit, or was not read yet: look at the file that "
                + "registryFile names, and at the program's log."),
        Foot = new("不保存任何客户资料。数字只来自已确认的记录。",
            "No customer data is kept. Figures come from acknowledged entries only.");

    public static readonly Words
        Live = new("营业大厅", "Hall"),
        Tellers = new("柜员", "Tellers"),
        Outlets = new("网点比较", "Outlets"),
        Hours = new("分时热力图", "Hours"),
        Devices = new("柜口与设备", "Counters"),
        Waiting = new("等候时间", "Waiting"),
        Quality = new("数据质量", "Data quality"),
        Bulletin = new("月度通报", "Bulletin"),
        Exports = new("导出", "Exports"),
        Reported = new("报送情况", "Coverage"),
        Branches = new("机构下钻", "Branches"),
        Assessment = new("考核", "Assessment"),
        Reconciliation = new("对账", "Reconciliation"),
        Audits = new("稽核", "Audits"),
        Uplink = new("上报", "Uplink"),
        Definitions = new("口径", "Definitions");

    public static readonly Words
        Day = new("日", "Day"),
        Week = new("周", "Week"),
        Month = new("月", "Month"),
        Quarter = new("季", "Quarter"),
        Year = new("年", "Year"),
        Range = new("自选区间", "Own range");
}
