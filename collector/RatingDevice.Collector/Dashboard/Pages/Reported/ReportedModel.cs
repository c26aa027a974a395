using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;

namespace RatingDevice.Collector.Dashboard.Pages.Reported;

/// <summary>The map of coverage: a branch of the tree, or the outlets of one, by day.</summary>
/// <param name="Map">Who reported what.</param>
/// <param name="Lines">The outlets of this sheet, the worst first.</param>
internal sealed record ReportedModel(ReportedMap Map, IReadOnlyList<ReportedLine> Lines)
{
    /// <summary>Longest period of which single days are shown.</summary>
    public const int MostDays = 31;

    public bool HasDays => Map.Period.Days <= MostDays;

    public IEnumerable<DateOnly> Days =>
        Enumerable.Range(0, HasDays ? Map.Period.Days : 0).Select(Map.Period.From.AddDays);

    public static ReportedModel? Ask(PageFrame frame, PageSource source)
    {
        if (frame.Tree is not { } tree || frame.Unit is not { } unit) return null;
        var period = frame.Ask.Period;
        var reports = source.Store.Statements.Figures.Reports(
            PeriodKind.Day, period.From, period.To, frame.Ask.Outlet);
        var map = ReportedMap.Of(tree, unit, period, reports, source.Now);
        if (frame.Ask.Outlet is { } one) map = Only(map, one);
        return new(map, frame.Sheet(map.Lines));
    }

    /// <summary>Of one outlet, totals and all: of the others no reports were read.</summary>
    private static ReportedMap Only(ReportedMap map, OutletId outlet)
    {
        var own = map.Lines.Where(l => l.Outlet.Id == outlet).ToList();
        return map with
        {
            Lines = own, Branches = [],
            Total = own.Aggregate(ReportedCounts.None, (sum, line) => sum.With(line.Counts)),
        };
    }

    /// <summary>What stands in a day's cell.</summary>
    public static string Mark(ReportedDay day) => day.State switch
    {
        ReportedState.Elsewhere => "",
        ReportedState.NotDue => "·",
        ReportedState.Absent => "×",
        _ when day.Missing > 0 => "!",
        _ when day.Edition > 1 => $"{day.Edition}",
        ReportedState.Late => "+",
        _ => "✓",
    };

    /// <summary>Colour of a day's cell.</summary>
    public static string Tone(ReportedDay day) => day.State switch
    {
        ReportedState.Elsewhere or ReportedState.NotDue => "",
        ReportedState.Absent => "bad",
        _ when day.Missing > 0 || day.Edition > 1 || day.State == ReportedState.Late => "fair",
        _ => "best",
    };

    /// <summary>The same in words, for who does not see it.</summary>
    public static Words Says(ReportedDay day) => day.State switch
    {
        ReportedState.Elsewhere => ReportedWords.Elsewhere,
        ReportedState.NotDue => ReportedWords.NotDue,
        ReportedState.Absent => ReportedWords.Absent,
        _ when day.Missing > 0 => ReportedWords.Missing,
        _ when day.Edition > 1 => ReportedWords.Amended,
        ReportedState.Late => ReportedWords.Late,
        _ => ReportedWords.InTime,
    };
}

/// <summary>Words of the page.</summary>
internal static class ReportedWords
{
    public static readonly Words
        Lead = new(
            "营业日结束 24 小时后应已报送。✓ 按时，× 未报，+ 迟报，! 有缺失记录，数字为更正版次，· 未到期。最差者在前。",
            "A day is due 24 hours after it ended. ✓ in time, × not reported, + late, ! entries missing, a "
                + "number: the edition of an amendment, · not due yet. The worst first."),
        Branches = new("按下级机构", "By branch"),
        Branch = new("机构", "Branch"),
        Outlets = new("按网点", "By outlet"),
        Own = new("直属网点", "outlets directly below"),
        Count = new("网点数", "Outlets"),
        Percent = new("报送率，%", "Reported, %"),
        Reported = new("已报", "Reported"),
        Absent = new("未报", "Not reported"),
        NotDue = new("未到期", "Not due"),
        Late = new("迟报", "Late"),
        LateBy = new("最迟，小时", "Latest, hours"),
        Amended = new("已更正", "Amended"),
        Missing = new("缺失记录", "Entries missing"),
        InTime = new("按时", "In time"),
        Elsewhere = new("不在此机构", "Not here that day"),
        None = new("此机构在所选期间没有网点", "No outlets stood here in this period");
}
