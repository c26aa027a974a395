using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;

namespace RatingDevice.Collector.Dashboard.Pages.Audits;

/// <summary>Days whose lines were asked for, and what was found.</summary>
/// <param name="All">Those of the outlets and days asked for: what does not hold first, then what is open,
/// the newest question first.</param>
/// <param name="Lines">Those of this sheet.</param>
/// <param name="Elsewhen">Questions about these outlets, of other days.</param>
/// <param name="Days">From the first day to the last that was ever asked about; null for none.</param>
internal sealed record AuditsModel(
    IReadOnlyList<AuditLine> All, IReadOnlyList<AuditLine> Lines, int Elsewhen, Period? Days)
{
    /// <summary>Findings shown of one audit.</summary>
    public const int MostFindings = 3;

    public static AuditsModel? Ask(PageFrame frame, IReadOnlyList<AuditLine> every)
    {
        if (frame.Tree is not { } tree || frame.Unit is not { } unit) return null;
        var ask = frame.Ask;
        var own = every.Where(l => ask.Outlet is { } outlet
            ? l.Ask.Outlet == outlet : Stands(tree, unit, l)).ToList();
        var here = own.Where(l => ask.Period.Has(l.Ask.Day)).OrderBy(l => l.State)
            .ThenByDescending(l => l.Ask.At).ThenBy(l => l.Ask.Id).ToList();
        var days = own.Select(l => l.Ask.Day).ToList();
        return new(here, frame.Sheet(here), own.Count - here.Count,
            days.Count == 0 ? null : new(days.Min(), days.Max()));
    }

    public int Count(AuditState state) => All.Count(l => l.State == state);

    /// <summary>Of the root everything: an outlet that the file no longer has was asked all the
    /// same.</summary>
    private static bool Stands(BankTree tree, BankUnit unit, AuditLine line) =>
        (unit == tree.Root && !tree.IsPart) || tree.Below(line.Ask.Outlet, unit.Id, line.Ask.Day);

    public static Words Says(AuditState state) => state switch
    {
        AuditState.DoesNotHold => AuditWords.DoesNotHold,
        AuditState.Open => AuditWords.Open,
        AuditState.Answered => AuditWords.Answered,
        _ => AuditWords.Holds,
    };

    /// <summary>Class of a verdict's colour.</summary>
    public static string Tone(AuditState state) => state switch
    {
        AuditState.DoesNotHold => "notmet",
        AuditState.Holds => "met",
        _ => "cannotbesaid",
    };
}

/// <summary>Words of the page.</summary>
internal static class AuditWords
{
    public static readonly Words
        Lead = new(
            "上级机构抽查某日，网点交出日志原文，逐行核对链、签名与各项计数。不符者在前，其次待答，新问在前。",
            "A level above asks for a day, the outlet hands over its journal lines, and chain, signatures "
                + "and counts are checked line by line. What does not hold stands first, then what is "
                + "open; the newest question first."),
        Lines = new("已核行数", "Lines checked"),
        Counts = new("已核计数", "Counts checked"),
        Device = new("设备", "Device"),
        EveryDevice = new("全部", "all"),
        Asked = new("提问时间", "Asked"),
        By = new("提问机构", "Asked by"),
        State = new("结果", "Result"),
        Statement = new("所核报表编号", "Statement n"),
        Findings = new("不符之处", "Findings"),
        Open = new("待答", "no answer yet"),
        Answered = new("已答，本处未核", "answered, not checked here"),
        Holds = new("相符", "holds"),
        DoesNotHold = new("不符", "does not hold"),
        More = new("共 {0} 处", "{0} in all"),
        Elsewhen = new("另有 {0} 次抽查涉及期间以外的日子：", "{0} more are about days outside this period: "),
        AllDays = new("查看全部日子", "show all days"),
        None = new("没有涉及此期间的抽查", "Nothing of this period was asked for");
}
