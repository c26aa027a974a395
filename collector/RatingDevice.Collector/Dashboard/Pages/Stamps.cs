using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>What figures rest on, as every page prints it.</summary>
internal static class Stamps
{
    /// <summary>The definitions, each with its hash.</summary>
    public static string Of(FigureSheet sheet) => Of(sheet.Definitions);

    /// <summary>Some definitions, each with its hash.</summary>
    public static string Of(IEnumerable<Definition> definitions) =>
        string.Join(" · ", definitions.Select(d => $"{d.Id} {d.Stamp}"));
}
