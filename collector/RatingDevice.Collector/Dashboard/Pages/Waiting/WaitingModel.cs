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
