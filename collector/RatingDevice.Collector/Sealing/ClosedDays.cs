using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Sealing;

/// <summary>Which periods of an outlet are to be sealed. Pure.</summary>
internal static class ClosedDays
{
    /// <summary>Most days made up at once; more follow at the next look.</summary>
    public const int Most = 400;

    /// <summary>The last business day that was over so long ago.</summary>
    public static DateOnly Last(DateTimeOffset now, OutletRules rules, TimeSpan after) =>
        BusinessDay.Slot(now - after, rules).Day.AddDays(-1);

    /// <summary>Days without a statement up to the last one closed, oldest first: an outlet that was closed
    /// says so too, or nobody could tell it from one that does not report.</summary>
    /// <param name="newest">The newest day sealed; null for none.</param>
    /// <param name="first">The first day anything is held of; null for nothing: then none is due.</param>
    /// <param name="last">The last day closed.</param>
    public static IEnumerable<DateOnly> Due(DateOnly? newest, DateOnly? first, DateOnly last)
    {
        if ((newest?.AddDays(1) ?? first) is not { } next) yield break;
        for (var day = next; day <= last && day.DayNumber - next.DayNumber < Most; day = day.AddDays(1))
            yield return day;
    }

    /// <summary>True where a month or quarter may be sealed.</summary>
    public static bool Closed(Period period, DateOnly last, int after) => period.To.AddDays(after) <= last;
}
