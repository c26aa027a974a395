using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Tests.Rollups;

public sealed class BusinessDayTests
{
    [Theory]
    [InlineData("Asia/Shanghai", 0, "2026-11-20T15:59:59Z", "2026-11-20", 23)]
    [InlineData("Asia/Shanghai", 0, "2026-11-20T16:00:00Z", "2026-11-21", 0)]
    [InlineData("Asia/Shanghai", 4, "2026-11-20T19:59:59Z", "2026-11-20", 3)]
    [InlineData("Asia/Shanghai", 4, "2026-11-20T20:00:00Z", "2026-11-21", 4)]
    [InlineData("Asia/Urumqi", 0, "2026-11-20T17:59:59Z", "2026-11-20", 23)]
    [InlineData("America/New_York", 0, "2026-11-21T04:59:59Z", "2026-11-20", 23)]
    [InlineData("Europe/Zurich", 0, "2026-10-25T00:30:00Z", "2026-10-25", 2)] // the hour that comes twice
    [InlineData("Europe/Zurich", 0, "2026-10-25T01:30:00Z", "2026-10-25", 2)]
    [InlineData("Europe/Zurich", 0, "2026-03-29T01:00:00Z", "2026-03-29", 3)] // 02:00 is left out
    [InlineData("UTC", 0, "1970-01-01T00:00:00Z", "1970-01-01", 0)]
    [InlineData("UTC", 5, "1970-01-01T00:00:00Z", "1969-12-31", 0)]
    public void The_outlets_wall_clock_decides(string zone, int cutOver, string at, string day, int hour)
    {
        var rules = new OutletRules(TimeZoneInfo.FindSystemTimeZoneById(zone), cutOver);
        var slot = BusinessDay.Slot(
            DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), rules);
        Assert.Equal(new HourSlot(DateOnly.ParseExact(day, "yyyy-MM-dd"), hour), slot);
    }
}
