using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Bulletin;

/// <summary>
/// The monthly bulletin 通报 of one outlet. Nothing on it depends on when it is printed: the same entries and
/// the same definition give the same bytes.
/// </summary>
/// <param name="Outlet">Whose.</param>
/// <param name="Whole">The month as one line.</param>
/// <param name="Weeks">By week.</param>
/// <param name="Tellers">By teller, the best group first; the unattributed bucket last.</param>
/// <param name="Journals">What it rests on.</param>
internal sealed record BulletinModel(
    OutletId Outlet, FigureSheet Whole, FigureSheet Weeks, FigureSheet Tellers,
    IReadOnlyList<RestsOn> Journals)
{
    /// <summary>The statements of the month that are held: its own and its days', newest editions.</summary>
    public required BulletinStatements Statements { get; init; }

    /// <summary>The outlet asked for, or the first; the month in which the period begins.</summary>
    public static BulletinModel? Ask(PageFrame frame, PageSource source)
    {
        var ask = frame.Ask;
        if ((ask.Outlet ?? frame.Registry.Outlets.OrderBy(o => o.Id).FirstOrDefault()?.Id) is not { } outlet)
            return null;
        var month = Period.Month(ask.Period.From);
        // without what devices say they still have: that would change with the day of printing
        var figures = new FigureReader(source.Store, frame.Registry, frame.Definitions);
        FigureSheet Sheet(By by) => figures.Ask(new(new(outlet), month, by, ask.Definition));
        return new(
            outlet, Sheet(By.Total), Sheet(By.Week), Sheet(By.Teller),
            RestsOn.Of(source.Store, outlet, month))
        {
            Statements = BulletinStatements.Of(source.Store, outlet, month),
        };
    }

    public IReadOnlyList<FigureLine> InOrder { get; } =
    [
        .. Tellers.Lines.OrderBy(l => l.Key.Teller is null).ThenBy(l => l.Rank is null)
            .ThenBy(l => l.Rank?.First).ThenBy(l => l.Key),
    ];
}

/// <summary>Words of the page.</summary>
internal static class BulletinWords
{
    public static readonly Words
        Title = new("服务评价月度通报", "Monthly bulletin of service ratings"),
        Print = new("打印本页：Ctrl+P，A4 一页。", "To print: Ctrl+P, one page A4."),
        Month = new("全月", "The month"),
        Account = new("办理账", "Account of the customers served"),
        AccountSays = new("办理 = 评价 + 未评 + 未邀请 + 设备故障 + 作废",
            "served = rated + unrated + never asked + device down + void"),
        Weeks = new("逐周", "By week"),
        Week = new("周（自周一）", "Week from Monday"),
        Tellers = new("柜员", "Tellers"),
        RestsOn = new("依据", "What this rests on"),
        Entries = new("日志记录", "Journal entries"),
        NotHeld = new("无原文", "no evidence held"),
        Statements = new("封存报表（编号/版次）", "Statements (number/edition)"),
        NoStatements = new("尚无封存报表", "none is sealed yet"),
        Unsealed = new("{0} 日的记录尚未封存于报表", "Days whose entries no statement has yet: {0}"),
        Rules = new(
            "数字一律向下取两位；名次自最优者向下、与其 95% 区间相接为止并列；存疑评价仅为线索，已计入。",
            "Figures are rounded down to two decimals; places are shared from the best downwards, as "
                + "long as the 95 % interval touches the best's; flagged ratings are evidence only and are "
                + "counted.");
}
