using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export.Json;

/// <summary>A sheet of figures as JSON: what was asked, by which definitions, the lines and the
/// total.</summary>
internal static class FigureJson
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Writes it; the stream stays open.</summary>
    public static Task WriteAsync(Stream to, FigureSheet sheet, CancellationToken stop) =>
        TableJson.WriteAsync(to, Table.Of(sheet), ExportStamp.Of(sheet), stop);
}
