using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using RatingDevice.Collector.Figures;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Served;

/// <summary>
/// The rows of an outlet's day as bytes that are the same wherever they are written: a line of JSON each, in
/// order of ticket. A statement holds their digest, the answer to an audit the lines (STATEMENT.md).
/// </summary>
internal static class ServedText
{
    /// <summary>The lines, each ended by a line feed.</summary>
    public static ReadOnlyMemory<byte> Write(IEnumerable<ServedRow> rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var row in rows.OrderBy(r => r.Ticket))
        {
            using (var line = new Utf8JsonWriter(bytes))
                JsonSerializer.Serialize(line, ServedTextRow.Of(row), ServedTextJson.Default.ServedTextRow);
            bytes.Write("\n"u8);
        }

        return bytes.WrittenMemory;
    }

    /// <summary>A line again.</summary>
    /// <param name="line">Without its line feed.</param>
    /// <param name="outlet">Whose row it is.</param>
    /// <param name="day">Business day it counts in.</param>
    /// <exception cref="FormatException">It is no row.</exception>
    public static ServedRow Read(ReadOnlySpan<byte> line, OutletId outlet, DateOnly day)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ServedTextJson.Default.ServedTextRow)?.Row(outlet, day)
                ?? throw new FormatException("null is not a row");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}

/// <summary>A row as text; moments in milliseconds since 1970, what is not known left out.</summary>
internal sealed record ServedTextRow(
    ServiceId Ticket, CounterId? Counter = null, TellerId? Teller = null, string? Type = null,
    long? Issued = null, long? Called = null, long? Finished = null, string? Void = null)
{
    public static ServedTextRow Of(ServedRow row) => new(
        row.Ticket, row.Counter, row.Teller, row.Type?.ToString(), row.Issued?.ToUnixTimeMilliseconds(),
        row.Called?.ToUnixTimeMilliseconds(), row.Finished?.ToUnixTimeMilliseconds(), row.Void);

    public ServedRow Row(OutletId outlet, DateOnly day) => new(
        outlet, day, Ticket, Counter, Teller,
        Type is null ? null : BusinessType.TryParse(Type, out var type) ? type
            : throw new FormatException($"'{Type}' is not a business type"),
        At(Issued), At(Called), At(Finished), Void);

    /// <summary>The year 2000, and 2200.</summary>
    private const long Earliest = 946_684_800_000, Latest = 7_258_118_400_000;

    private static DateTimeOffset? At(long? ms) => ms is not { } there ? null
        : there is >= Earliest and < Latest ? DateTimeOffset.FromUnixTimeMilliseconds(there)
        : throw new FormatException($"{there} is not a moment of our time");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServedTextRow))]
internal sealed partial class ServedTextJson : JsonSerializerContext;
