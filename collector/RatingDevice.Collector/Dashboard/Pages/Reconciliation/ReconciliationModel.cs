using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;

namespace RatingDevice.Collector.Dashboard.Pages.Reconciliation;

/// <summary>One outlet's statements against each other; without an outlet, whom to look at first.</summary>
/// <param name="Of">The outlet's; null where none is named.</param>
/// <param name="Worst">The outlets that report worst.</param>
internal sealed record ReconciliationModel(HeadOffice.Reconciliation? Of, IReadOnlyList<ReportedLine> Worst)
{
    /// <summary>Days shown that were cut otherwise.</summary>
    public const int MostCut = 10;

    private const int MostWorst = 20;

    public static ReconciliationModel? Ask(PageFrame frame, PageSource source)
    {
        if (frame.Tree is not { } tree || frame.Unit is not { } unit) return null;
        var (period, statements) = (frame.Ask.Period, source.Store.Statements);
        if (frame.Ask.Outlet is { } id)
        {
            return tree.Outlet(id) is { } outlet
                ? new(HeadOffice.Reconciliation.Of(statements, tree, outlet, period, source.Now), []) : null;
        }

        var map = ReportedMap.Of(tree, unit, period,
            statements.Figures.Reports(PeriodKind.Day, period.From, period.To), source.Now);
        return new(null, [.. map.Lines.Take(MostWorst)]);
    }

    public static Words Says(Agreement agreement) => agreement switch
    {
        Agreement.Open => ReconciliationWords.Open,
        Agreement.Agrees => ReconciliationWords.Agrees,
        Agreement.Amended => ReconciliationWords.Amended,
        Agreement.Missing => ReconciliationWords.Missing,
        _ => ReconciliationWords.Differs,
    };

    /// <summary>Class of a verdict's colour.</summary>
    public static string Tone(Agreement agreement) => agreement switch
    {
        Agreement.Agrees => "met",
        Agreement.Missing or Agreement.Differs => "notmet",
        Agreement.Amended => "cannotbesaid",
        _ => "",
    };
}

/// <summary>Words of the page.</summary>
internal static class ReconciliationWords
{
    public static readonly Words
        Lead = new(
            "逐日核对编号、版次与摘要：与月报所据不同者标明；月报与季报各项与所存之和、所据各期比对。",
            "Day by day by number, edition and digest, against what the month's statement rests on; and the "
                + "counts of months and quarters, and what they rest on, against what is held."),
        Choose = new("请选一个网点；以下为报送最差者。", "Choose an outlet; these report worst."),
        Audits = new("本网点的稽核", "Audits of this outlet"),
        Standing = new("核对", "Standing"),
        Number = new("编号", "n"),
        Edition = new("版次", "Edition"),
        Digest = new("摘要", "Digest"),
        Entries = new("日志记录", "Entries"),
        EntriesMissing = new("缺失记录", "Missing"),
        Kept = new("收存时间", "Kept, receipt given"),
        InMonth = new("月报所据", "Month rests on"),
        Wholes = new("月报与季报", "Months and quarters"),
        Otherwise = new("所据与所存不同", "Rests on other than held"),
        Differing = new("不符项", "Counts that differ"),
        Open = new("未到期", "not due"),
        Agrees = new("相符", "agrees"),
        Amended = new("已更正", "amended"),
        Missing = new("缺失", "missing"),
        Differs = new("不符", "differs"),
        None = new("无", "none"),
        Cut = new("营业日的划分", "How days were cut"),
        CutDays = new(
            "所有日报中有 {0} 日之时区或切日时刻与全行文件不同；以下为最近者。",
            "{0} days of all it stated were cut by another zone or hour than the bank's file says; the last "
                + "of them:"),
        CutBy = new("：{0}、{1} 时；全行文件 {2}、{3} 时", ": {0}, {1} h; the file {2}, {3} h"),
        Journals = new("设备日志的连续性", "Continuity of device journals"),
        JournalsLead = new(
            "按该网点所有日报最新版次所载各日志之起讫核对。未载之号可能为不属任何一日之记录（时钟、设置、自检），"
                + "可能在他网点或尚未封存之日，也可能被漏报：号多者请稽核前后之日，稽核逐条核对其间记录；全行合并核对用 verify 命令。"
                + "同一日志出自两台设备或两把密钥，必有问题。",
            "By the ranges of journals that the newest editions of all the outlet's days state. A number "
                + "that no day states may be an entry that belongs to no day (clock, settings, checks), may "
                + "be of another outlet or of a day not sealed, or may have been left out: where there are "
                + "many, ask for an audit of the days beside them, which looks at each line between. The "
                + "command verify holds all outlets together. One journal of two devices or two keys is "
                + "never right."),
        Device = new("设备", "Device"),
        Journal = new("日志", "Journal"),
        LastStated = new("所载最大号", "Stated up to"),
        NotStated = new("未载号数", "Not stated"),
        Runs = new("未载之号（前一日 / 后一日）", "Runs not stated (day before / after)"),
        Claims = new("设备与密钥", "Device and key"),
        OneClaim = new("一致", "one"),
        Claimed = new("不一致", "more than one");
}
