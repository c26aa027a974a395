using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Export.Timetable;

/// <summary>When an outlet's business day is to be exported.</summary>
internal static class DueDays
{
    /// <summary>The first moment at the time of day, on the outlet's clock, at which the day is
    /// over.</summary>
    public static DateTimeOffset Due(DateOnly day, OutletRules rules, TimeOnly at)
    {
        var over = day.AddDays(at >= new TimeOnly(rules.CutOverHour, 0) ? 1 : 2);
        var local = over.ToDateTime(at);
        // a clock set forward for summer skips an hour
        while (rules.Zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        return new(TimeZoneInfo.ConvertTimeToUtc(local, rules.Zone), TimeSpan.Zero);
    }

    /// <summary>The days that are due and not done, oldest first.</summary>
    /// <param name="newest">The newest day done; null for none: then only the last day due.</param>
    /// <param name="now">Now.</param>
    /// <param name="rules">The outlet's.</param>
    /// <param name="at">Time of day.</param>
    /// <param name="most">Most days that are made up.</param>
    public static IReadOnlyList<DateOnly> Missing(
        DateOnly? newest, DateTimeOffset now, OutletRules rules, TimeOnly at, int most)
    {
        var last = BusinessDay.Slot(now, rules).Day.AddDays(-1);
        while (Due(last, rules, at) > now) last = last.AddDays(-1);
        var first = newest?.AddDays(1) ?? last;
        if (last.DayNumber - first.DayNumber >= most) first = last.AddDays(1 - most);
        var days = Math.Max(0, last.DayNumber - first.DayNumber + 1);
        return [.. Enumerable.Range(0, days).Select(first.AddDays)];
    }
}
