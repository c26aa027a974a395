namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Arithmetic on moments that cannot fail: a line may claim any year and any time since boot. What leaves
/// 1970 to 9998 is cut to it, and stays visible there.
/// </summary>
internal static class Moment
{
    private static readonly long Latest = new DateTimeOffset(9998, 12, 31, 0, 0, 0, TimeSpan.Zero)
        .ToUnixTimeMilliseconds();

    /// <summary>A moment as placed: within 1970 to 9998, UTC, whole milliseconds.</summary>
    public static DateTimeOffset Placed(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(unixMs, 0, Latest));

    /// <summary>
    /// When a boot began, by a moment in it; may lie before 1970, as only what is placed by it counts.
    /// </summary>
    public static DateTimeOffset Began(DateTimeOffset at, TimeSpan up) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(at.ToUnixTimeMilliseconds() - (long)up.TotalMilliseconds, -Latest / 4, Latest));
}
