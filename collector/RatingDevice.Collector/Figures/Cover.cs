using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>A stretch of days read at one grain.</summary>
internal readonly record struct Stretch(Grain Grain, DateOnly From, DateOnly To);

/// <summary>
/// The fewest cells that make up a period: whole months as months, the days before and after as days. Every
/// day is in one stretch.
/// </summary>
internal static class Cover
{
    public static IReadOnlyList<Stretch> Of(Period period, By by) => by switch
    {
        By.Hour or By.WeekdayHour => [new(Grain.Hour, period.From, period.To)],
        By.Day or By.Week or By.DeviceDay => [new(Grain.Day, period.From, period.To)],
        _ => [.. Months(period)],
    };

    private static IEnumerable<Stretch> Months(Period period)
    {
        var first = Period.Month(period.From) is var begun && begun.From == period.From
            ? begun.From : begun.To.AddDays(1);
        var last = Period.Month(period.To) is var ending && ending.To == period.To
            ? ending.To : ending.From.AddDays(-1);
        if (first > last)
        {
            yield return new(Grain.Day, period.From, period.To);
            yield break;
        }

        if (period.From < first) yield return new(Grain.Day, period.From, first.AddDays(-1));
        yield return new(Grain.Month, first, last);
        if (last < period.To) yield return new(Grain.Day, last.AddDays(1), period.To);
    }
}
