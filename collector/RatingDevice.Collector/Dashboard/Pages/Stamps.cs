using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>What figures rest on, as every page prints it.</summary>
internal static class Stamps
{
    /// <summary>The definitions, each with its hash.</summary>
    public static string Of(FigureSheet sheet) =>
        string.Join(" · ", sheet.Definitions.Select(d => $"{d.Id} sha256-{d.Hash}"));
}
