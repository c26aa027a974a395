using System.Globalization;

namespace RatingDevice.Collector.Served;

/// <summary>Reads a moment as machines write it: with an offset, or by the outlet's own wall clock.</summary>
internal static class ServedTime
{
    private static readonly string[] Local =
    [
        "yyyy-M-d H:mm:ss.FFF", "yyyy-M-d H:mm", "yyyy/M/d H:mm:ss.FFF", "yyyy/M/d H:mm",
        "yyyy-M-d'T'H:mm:ss.FFF", "yyyy-M-d'T'H:mm", "yyyyMMddHHmmss",
    ];

    private static readonly string[] WithOffset =
        ["yyyy-M-d'T'H:mm:ss.FFFFFFFK", "yyyy-M-d'T'H:mmK", "yyyy-M-d H:mm:ss.FFFK"];

    /// <summary>
    /// The moment in whole milliseconds, down; null where the text is none, or the wall clock never shows it.
    /// An hour that comes twice is taken for its second time.
    /// </summary>
    public static DateTimeOffset? Read(string text, TimeZoneInfo zone)
    {
        var culture = CultureInfo.InvariantCulture;
        if (DateTime.TryParseExact(text, Local, culture, DateTimeStyles.None, out var wall))
        {
            return zone.IsInvalidTime(wall) || wall.Year is < 2 or > 9998
                ? null : Whole(new(TimeZoneInfo.ConvertTimeToUtc(wall, zone), TimeSpan.Zero));
        }

        return DateTimeOffset.TryParseExact(
            text, WithOffset, culture, DateTimeStyles.AssumeUniversal, out var at) ? Whole(at) : null;
    }

    private static DateTimeOffset Whole(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
