using System.Text.Json.Serialization;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Served;

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
