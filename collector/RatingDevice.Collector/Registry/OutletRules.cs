namespace RatingDevice.Collector.Registry;

/// <summary>How an outlet cuts time into business days.</summary>
/// <param name="Zone">The outlet's time zone.</param>
/// <param name="CutOverHour">Wall-clock hour at which a business day begins, 0 to 23.</param>
internal sealed record OutletRules(TimeZoneInfo Zone, int CutOverHour)
{
    /// <summary>For an outlet the registry does not have: UTC, midnight.</summary>
    public static OutletRules Unknown { get; } = new(TimeZoneInfo.Utc, 0);
}
