namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Arithmetic on moments that cannot fail: a line may claim any year and any time since boot. What leaves
/// 1970 to 9998 is cut to it, and stays visible there.
/// </summary>
internal static class Moment
{
    private static readonly long Earliest = Year(2), Latest = Year(9998);

    /// <summary>A moment as placed: within 1970 to 9998, UTC, whole milliseconds.</summary>
    public static DateTimeOffset Placed(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(unixMs, 0, Latest));

    /// <summary>
    /// When a boot began, by a moment in it; may lie before 1970, as only what is placed by it counts.
    /// </summary>
    public static DateTimeOffset Began(DateTimeOffset at, TimeSpan up)
    {
        var unixMs = at.ToUnixTimeMilliseconds() - (long)up.TotalMilliseconds;
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(unixMs, Earliest, Latest));
    }

    private static long Year(int year) =>
        new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
