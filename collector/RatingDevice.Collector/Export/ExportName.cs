using System.Globalization;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;

namespace RatingDevice.Collector.Export;

/// <summary>
/// File names that say what is inside: what and by what, which outlets, which days, in which time zone.
/// </summary>
internal static class ExportName
{
    private const int MostNamed = 3;

    /// <summary>For example tellers_o-1_2026-11-01_2026-11-30_Asia-Shanghai.csv; ASCII only. A narrower scope
    /// follows the outlet, for example _teller-0071.</summary>
    public static string Of(string what, FigureQuery query, BranchRegistry registry, string ending)
    {
        var (scope, period) = (query.Scope, query.Period);
        var outlets = registry.Outlets.Where(o => scope.Outlet is null || o.Id == scope.Outlet)
            .OrderBy(o => o.Id).ToList();
        var zones = outlets.Select(o => o.Rules.Zone.Id).Distinct().ToList();
        var ids = scope.Outlet is { } one ? one.ToString()
            : outlets.Count is 0 or > MostNamed ? $"{outlets.Count}-outlets"
            : string.Join('+', outlets.Select(o => o.Id));
        if (scope.Unit is { } unit) ids = $"unit-{unit}";
        if (scope.Counter is { } counter) ids += $"_counter-{counter}";
        if (scope.Teller is { } teller) ids += $"_teller-{teller}";
        if (scope.Type is not null) ids += "_one-type";
        var zone = zones is [var single] ? Plain(single) : zones.Count == 0 ? "UTC" : "mixed-zones";
        return string.Create(CultureInfo.InvariantCulture,
            $"{what}_{ids}_{period.From:yyyy-MM-dd}_{period.To:yyyy-MM-dd}_{zone}.{ending}");
    }

    private static string Plain(string zone) =>
        string.Concat(zone.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' ? c : '-'));
}
