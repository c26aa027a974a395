using RatingDevice.Collector.Registry;

namespace RatingDevice.Collector.Rollups;

/// <summary>
/// Which business day and hour a moment belongs to: the outlet's wall clock decides, and before the cut-over
/// hour it is still yesterday's business.
/// </summary>
internal static class BusinessDay
{
    /// <summary>The slot of a moment by an outlet's rules.</summary>
    /// <param name="at">Any offset; only the instant counts. Years 2 to 9998.</param>
    /// <param name="rules">The outlet's.</param>
    public static HourSlot Slot(DateTimeOffset at, OutletRules rules)
    {
        var local = TimeZoneInfo.ConvertTime(at, rules.Zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        return new HourSlot(local.Hour < rules.CutOverHour ? day.AddDays(-1) : day, local.Hour);
    }
}
