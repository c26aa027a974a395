using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>JSON as version 1 writes it: compact, camelCase, absent instead of null; duplicates
/// refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(MillisecondsConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(Entry))]
[JsonSerializable(typeof(BatchHeader))]
[JsonSerializable(typeof(Ack))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(SealedKeys))]
[JsonSerializable(typeof(TellerKeys))]
internal sealed partial class WireJson : JsonSerializerContext;
