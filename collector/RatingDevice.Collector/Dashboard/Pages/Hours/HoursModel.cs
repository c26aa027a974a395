using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Hours;

/// <summary>Hour by weekday: how much there was to do, and how it was rated.</summary>
internal sealed record HoursModel(FigureSheet Sheet)
{
    /// <summary>Shades of a map.</summary>
    public const int Shades = 6;

    private readonly Dictionary<(int, int), FigureLine> _lines = Sheet.Lines.ToDictionary(
        l => (l.Key.Weekday ?? 0, l.Key.Hour ?? 0));

    /// <summary>Every hour between the first and the last in which anything happened.</summary>
    public IReadOnlyList<int> Hours { get; } = Sheet.Lines.Count == 0 ? []
        : [.. Enumerable.Range(
            Sheet.Lines.Min(l => l.Key.Hour ?? 0),
            Sheet.Lines.Max(l => l.Key.Hour ?? 0) - Sheet.Lines.Min(l => l.Key.Hour ?? 0) + 1)];

    public FigureLine? At(int weekday, int hour) => _lines.GetValueOrDefault((weekday, hour));

    /// <summary>The shade of a cell among all cells of its map, 1 to <see cref="Shades"/>; 0 for none, and
    /// where too few rated for a rate to say anything.</summary>
    public int Shade(FigureLine? line, HourMap map)
    {
        if (line is null || map.Of(line) is not { } value) return 0;
        if (map.NeedsEnough && !Enough(line)) return 0;
        var all = Sheet.Lines.Where(l => !map.NeedsEnough || Enough(l)).Select(map.Of).OfType<decimal>();
        var (least, most) = (all.Min(), all.Max());
        return most == least ? Shades / 2
            : 1 + (int)Math.Min(Shades - 1, (value - least) / (most - least) * Shades);
    }

    public static HoursModel Ask(PageFrame frame, PageSource source) => new(source.Figures.Ask(
        new(new(frame.Ask.Outlet), frame.Ask.Period, By.WeekdayHour, frame.Ask.Definition)));

    private static bool Enough(FigureLine line) => line.Counts.Rated >= line.Definition.MinimumN;
}

/// <summary>One map.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Column">Whose figures.</param>
/// <param name="Of">The number that shades a cell.</param>
/// <param name="NeedsEnough">True for a rate: below the least n it has no shade.</param>
internal sealed record HourMap(Words Title, string Column, Func<FigureLine, decimal?> Of, bool NeedsEnough)
{
    public static IReadOnlyList<HourMap> All { get; } =
    [
        new(HourWords.Busy, "invited", l => l.Counts.Invited, false),
        new(HourWords.Satisfied, "satisfaction_rate_percent", l => l.Rates.Satisfaction.Percent, true),
        new(HourWords.Answered, "answer_rate_percent", l => l.Rates.Answer.Percent, true),
    ];
}

/// <summary>Words of the page.</summary>
internal static class HourWords
{
    public static readonly Words
        Busy = new("邀请数", "Invited"),
        Satisfied = new("满意率，%", "Satisfaction, %"),
        Answered = new("应答率，%", "Answer rate, %"),
        Hour = new("时", "Hour"),
        Scale = new(
            "底色自浅至深为由低到高，仅在本图之内比较；评价少于 {0} 的时段不着色。",
            "The darker, the higher, within one map; hours with fewer than {0} ratings are not shaded.");
}
