using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>How far a device trusts its wall clock.</summary>
[JsonConverter(typeof(WireEnumConverter<ClockQuality>))]
public enum ClockQuality
{
    /// <summary>No time source has set the clock since power-on; it may say 1970.</summary>
    Unsynced,

    /// <summary>The operating system says a time source has set the clock.</summary>
    Synced,
}

/// <summary>Durations on the wire are whole milliseconds, 0 or more.</summary>
internal sealed class MillisecondsConverter : JsonConverter<TimeSpan>
{
    // Over 120 years: anything above is rubbish, and nothing below it overflows.
    internal const long Most = 4_000_000_000_000;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var ms) && ms is >= 0 and <= Most
            ? TimeSpan.FromMilliseconds(ms)
            : throw new JsonException("not a whole number of milliseconds, 0 or more");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((long)value.TotalMilliseconds);
}

/// <summary>Instants on the wire are UTC to the millisecond: 2026-11-21T08:15:30.125Z.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    internal const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(
        ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length == 24
        && reader.ValueSpan[^1] == 'Z' && reader.TryGetDateTimeOffset(out var at)
            ? at
            : throw new JsonException($"not an instant of the form {Format}");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out _, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
    }
}

/// <summary>Names on the wire are kebab-case; a number is not a name.</summary>
internal sealed class WireEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
