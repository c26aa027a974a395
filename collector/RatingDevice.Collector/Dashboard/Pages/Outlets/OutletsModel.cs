using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Outlets;

/// <summary>Outlets beside each other, and what of their difference may be chance.</summary>
/// <param name="Table">The figures.</param>
/// <param name="Funnel">Around all of them together.</param>
internal sealed record OutletsModel(LinesModel Table, Funnel Funnel)
{
    /// <summary>More dots would be a page of megabytes and no picture.</summary>
    private const int MostDots = 2000;

    public IReadOnlyList<FunnelLimits> Limits { get; } = Funnel.Limits(
        Table.Sheet.Lines.Select(l => l.Rates.Satisfaction.Whole).DefaultIfEmpty().Max());

    /// <summary>Lines outside the funnel.</summary>
    public IEnumerable<FigureLine> At(FunnelPlace place) =>
        Table.Sheet.Lines.Where(l => Funnel.Place(l.Rates.Satisfaction) == place);

    /// <summary>Lines that are drawn: all outside the funnel before any within it.</summary>
    private IEnumerable<FigureLine> Drawn => Table.Sheet.Lines.Count <= MostDots ? Table.Sheet.Lines
        : Table.Sheet.Lines.OrderBy(l => !IsOutside(l)).Take(MostDots);

    private bool IsOutside(FigureLine line) =>
        Funnel.Place(line.Rates.Satisfaction) is FunnelPlace.Above or FunnelPlace.Below;

    /// <summary>The funnel as a chart.</summary>
    public ChartShape Chart(PageFrame frame) => new(
        frame[FigureColumns.Named["rated"].Heading],
        frame[FigureColumns.Named["satisfaction_rate_percent"].Heading],
        [
            Limit(frame[OutletWords.Limit998], "limit", l => l.Low998),
            Limit(frame[OutletWords.Limit998], "limit", l => l.High998),
            Limit(frame[OutletWords.Limit95], "inner", l => l.Low95),
            Limit(frame[OutletWords.Limit95], "inner", l => l.High95),
            Limit(frame[OutletWords.Whole], "centre", _ => Funnel.Centre ?? 0),
            Dots(frame[OutletWords.Within], "dots", l => !IsOutside(l)),
            Dots(frame[OutletWords.Outside], "odd", IsOutside),
        ],
        YTo: 100);

    private ChartSeries Limit(string name, string look, Func<FunnelLimits, decimal> of) =>
        new(name, look, [.. Limits.Select(l => new ChartPoint(l.N, of(l)))]);

    private ChartSeries Dots(string name, string look, Func<FigureLine, bool> which) => new(name, look,
        [.. Drawn.Where(l => l.Rates.Satisfaction.Percent is not null && which(l)).Select(l => new ChartPoint(
            l.Rates.Satisfaction.Whole, l.Rates.Satisfaction.Percent,
            l.Names.Outlet ?? l.Key.Outlet.ToString()))]);
}

/// <summary>Words of the page.</summary>
internal static class OutletWords
{
    public static readonly Words
        Funnel = new("漏斗图：满意率与评价数", "Funnel: satisfaction against ratings"),
        Says = new(
            "每个点是一个网点，横轴为评价数，纵轴为满意率；曲线之内的差异可能出于偶然。高于上限 {0} 个，低于下限 {1} 个。网点过多时先画界限之外者。",
            "Each dot is an outlet by its ratings and satisfaction; within the curves chance alone may be "
                + "the difference. Above them: {0}, below: {1}. Of many, those outside are drawn first."),
        Limit95 = new("95% 界限", "95 % limits"),
        Limit998 = new("99.8% 界限", "99.8 % limits"),
        Within = new("网点，界限之内", "Outlets within"),
        Outside = new("网点，界限之外", "Outlets outside"),
        Whole = new("全部合计", "all together"),
        LimitsTable = new("界限数值", "The limits in numbers"),
        Above = new("高于上限", "Above the limits"),
        Below = new("低于下限", "Below the limits"),
        Nobody = new("无", "none");
}
