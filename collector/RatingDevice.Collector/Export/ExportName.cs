using System.Globalization;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;

namespace RatingDevice.Collector.Export;

/// <summary>
/// File names that say what is inside: what, which outlets, which days, in which time zone.
/// </summary>
internal static class ExportName
{
    private const int MostNamed = 3;

    /// <summary>For example tellers_o-1_2026-11-01_2026-11-30_Asia-Shanghai.csv; ASCII only.</summary>
    public static string Of(string what, Period period, BranchRegistry registry, OutletId? only)
    {
        var outlets = registry.Outlets.Where(o => only is null || o.Id == only).OrderBy(o => o.Id).ToList();
        var zones = outlets.Select(o => o.Rules.Zone.Id).Distinct().ToList();
        var ids = only is { } one ? one.ToString()
            : outlets.Count is 0 or > MostNamed ? $"{outlets.Count}-outlets"
            : string.Join('+', outlets.Select(o => o.Id));
        var zone = zones is [var single] ? Plain(single) : zones.Count == 0 ? "UTC" : "mixed-zones";
        return string.Create(CultureInfo.InvariantCulture,
            $"{what}_{ids}_{period.From:yyyy-MM-dd}_{period.To:yyyy-MM-dd}_{zone}.csv");
    }

    private static string Plain(string zone) =>
        string.Concat(zone.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' ? c : '-'));
}
