using System.Text.Json.Serialization;

namespace RatingDevice.Collector.Uplink;

/// <summary>What is left of a sending again.</summary>
/// <param name="From">Periods that end on this day or later.</param>
/// <param name="After">Outlets up to this one, sorted, are done; null: none is.</param>
internal sealed record ResendLeft(DateOnly From, OutletId? After);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ResendLeft))]
internal sealed partial class ResendJson : JsonSerializerContext;
