using System.Text.Json.Serialization;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>JSON as the contract writes it: as on the device's wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(StatementLine))]
[JsonSerializable(typeof(StatementEnvelope))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(RefusedStatement))]
[JsonSerializable(typeof(Greeting))]
internal sealed partial class StatementJson : JsonSerializerContext;
