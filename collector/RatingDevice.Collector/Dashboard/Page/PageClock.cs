using System.Globalization;
using RatingDevice.Collector.Registry;

namespace RatingDevice.Collector.Dashboard.Page;

/// <summary>
/// Moments as the outlet's wall clock shows them; with the day where it is another than today.
/// </summary>
internal sealed class PageClock(BranchRegistry registry, DateTimeOffset now)
{
    public Html Time(DateTimeOffset at, string? outlet)
    {
        var zone = OutletId.TryParse(outlet, out var id) ? registry.Outlet(id).Zone
            : registry.Outlets.OrderBy(o => o.Id).FirstOrDefault()?.Rules.Zone ?? TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date == local.Date;
        var shown = local.ToString(today ? "HH:mm:ss" : "MM-dd HH:mm", CultureInfo.InvariantCulture);
        var exact = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return Html.Of($"<time datetime=\"{exact}\">{shown}</time>");
    }
}
