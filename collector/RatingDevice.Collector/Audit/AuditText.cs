using System.Text.Json;
using System.Text.Json.Serialization;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>Questions and what was found to bytes and back.</summary>
internal static class AuditText
{
    public static byte[] Write(AuditResult result) =>
        JsonSerializer.SerializeToUtf8Bytes(result, AuditJson.Default.AuditResult);

    /// <exception cref="FormatException">It is no result.</exception>
    public static AuditResult? ReadResult(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, AuditJson.Default.AuditResult);
        }
        catch (JsonException e)
        {
            throw new FormatException($"what an audit found cannot be read: {e.Message}", e);
        }
    }

    public static byte[] Write(IReadOnlyList<AuditAsk> asks) =>
        JsonSerializer.SerializeToUtf8Bytes(asks, AuditJson.Default.IReadOnlyListAuditAsk);

    /// <exception cref="FormatException">It is no list of questions.</exception>
    public static IReadOnlyList<AuditAsk> ReadAsks(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, AuditJson.Default.IReadOnlyListAuditAsk) ?? [];
        }
        catch (JsonException e)
        {
            throw new FormatException($"questions cannot be read: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(IReadOnlyList<AuditAsk>))]
[JsonSerializable(typeof(AuditResult))]
internal sealed partial class AuditJson : JsonSerializerContext;
