using System.Globalization;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Waiting;

/// <summary>Waiting, service and work, by the served feed.</summary>
/// <param name="Lines">By outlet, or within one by day.</param>
/// <param name="Hours">By hour of the weekday, all weeks together.</param>
/// <param name="Tellers">Work by teller.</param>
internal sealed record WaitingModel(WaitingSheet Lines, WaitingSheet Hours, WaitingSheet Tellers)
{
    private const int MostTellers = 40;

    /// <summary>Work of each teller hour by hour, all days together; empty where no outlet is
    /// chosen.</summary>
    public IReadOnlyList<(WaitingLine Teller, WaitingSheet Hours)> Work { get; private init; } = [];

    public static WaitingModel Ask(PageFrame frame, PageSource source)
    {
        var ask = frame.Ask;
        var reader = new WaitingReader(source.Sums, frame.Registry, frame.Definitions);
        WaitingSheet Sheet(By by) => reader.Ask(new(ask.Scope, ask.Period, by, ask.Definition));
        if (frame.Tree is not null) return OfBank(frame, Sheet(ask.Outlet is null ? By.Outlet : By.Day));
        var tellers = Sheet(By.Teller);
        return new(Sheet(ask.Outlet is null ? By.Outlet : By.Day), Sheet(By.WeekdayHour), tellers)
        {
            Work =
            [
                .. from line in ask.Outlet is null ? [] : tellers.Lines.Take(MostTellers)
                   where line.Key.Teller is not null
                   select (line, reader.Ask(new(
                       new(ask.Outlet, Teller: line.Key.Teller), ask.Period, By.WeekdayHour,
                       ask.Definition))),
            ],
        };
    }

    /// <summary>How many lines there are on all sheets.</summary>
    public int All { get; private init; } = Lines.Lines.Count;

    /// <summary>Statements tell waiting of whole outlets and days only; the longest waiting first.</summary>
    private static WaitingModel OfBank(PageFrame frame, WaitingSheet sheet)
    {
        IEnumerable<WaitingLine> lines = frame.Ask.Outlet is not null ? sheet.Lines
            : sheet.Lines.OrderByDescending(l => l.Percentile90).ThenBy(l => l.Key);
        var none = sheet with { Lines = [] };
        return new(sheet with { Lines = frame.Sheet(lines) }, none, none) { All = sheet.Lines.Count };
    }

    /// <summary>Customers of each band.</summary>
    public ChartShape Chart(PageFrame frame) => new(
        frame[WaitingWords.Band], frame[WaitingWords.Share],
        [
            new(frame[WaitingWords.Share], "bars",
                [.. Lines.Total.Bands.Select(b => new ChartPoint(null, b.Waited.Percent, Name(b)))]),
            new(frame[WaitingWords.Asked], "line",
                [.. Lines.Total.Bands.Select(b => new ChartPoint(null, b.Asked.Percent, Name(b)))]),
        ],
        YFrom: 0);

    /// <summary>A band in minutes.</summary>
    public static string Name(WaitingBand band) => band.ToMinutes is { } to
        ? string.Create(CultureInfo.InvariantCulture, $"{band.FromMinutes}–{to}")
        : string.Create(CultureInfo.InvariantCulture, $"≥ {band.FromMinutes}");
}

/// <summary>Words of the page.</summary>
internal static class WaitingWords
{
    public static readonly Words
        NoFeed = new(
            "无来源：所选期间没有叫号机或业务系统的办理记录，等候时间无从得知。可用 POST /api/v1/services、MQTT 或 CSV 送入。",
            "No feed: neither queue machine nor core system told of customers in this period, so waiting is "
                + "not known. Rows come in by POST /api/v1/services, MQTT or CSV."),
        Served = new("办理客户", "Served"),
        Known = new("已知等候", "Waiting known"),
        Mean = new("平均等候", "Mean"),
        Median = new("中位等候", "Median"),
        Percentile90 = new("九成不超过", "90 % within"),
        Over = new("{0} 分钟及以上，%", "{0} minutes and more, %"),
        OverLimit = new("超限，%", "Over the limit, %"),
        MeanService = new("平均办理", "Mean service"),
        Work = new("办理时长合计", "Service time in all"),
        Unusable = new("不可用的时刻", "Unusable times"),
        Bands = new("等候分段与邀请", "Bands of waiting, and who was asked to rate"),
        Band = new("分钟", "Minutes"),
        Count = new("客户", "Customers"),
        Share = new("占比，%", "Share, %"),
        Asked = new("被邀请评价，%", "Asked to rate, %"),
        BandsSay = new(
            "柱为各等候分段的客户占比，线为其中被邀请评价的占比；后者随等候下降时，评价不能代表全部客户。",
            "Bars: customers by waiting time. Line: how many of them were asked to rate; where it falls with "
                + "waiting, the ratings do not speak for all."),
        Lines = new("明细", "In detail"),
        Hours = new("各时段中位等候", "Median waiting by hour"),
        Tellers = new("柜员工作量", "Work by teller"),
        Work24 = new("柜员每小时工作量", "Work of each teller by hour"),
        Work24Says = new("客户数 / 办理分钟数，为期间内各日该小时的合计。",
            "Customers / minutes of service in that hour, all days of the period together."),
        ChooseOutlet = new("请选择一个网点。", "Choose an outlet."),
        Times = new("时间为 分:秒，向下取整。", "Times are minutes:seconds, rounded down.");
}
