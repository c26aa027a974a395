using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>What a chart shows; every number of it stands in a table of the same page.</summary>
/// <param name="X">Name of the axis across.</param>
/// <param name="Y">Name of the axis upwards.</param>
/// <param name="Series">In the order they are drawn.</param>
/// <param name="YFrom">Where the axis upwards begins; null: where the numbers do.</param>
/// <param name="YTo">Where it ends; null: where the numbers do.</param>
internal sealed record ChartShape(
    string X, string Y, IReadOnlyList<ChartSeries> Series, decimal? YFrom = null, decimal? YTo = null)
{
    /// <summary>For the script.</summary>
    public string Json() => JsonSerializer.Serialize(this, ChartJson.Default.ChartShape);
}

/// <summary>One row of marks.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Look">"line", "limit", "inner", "centre", "dots", "odd" or "bars".</param>
/// <param name="Points">The marks.</param>
internal sealed record ChartSeries(string Name, string Look, IReadOnlyList<ChartPoint> Points);

/// <summary>One mark.</summary>
/// <param name="X">A number, where the axis has numbers.</param>
/// <param name="Y">A number; null: none here.</param>
/// <param name="Name">What it is; where X is null, its place on the axis.</param>
internal sealed record ChartPoint(decimal? X, decimal? Y, string? Name = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ChartShape))]
internal sealed partial class ChartJson : JsonSerializerContext;
