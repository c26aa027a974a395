using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingDevice.Collector.Served;

/// <summary>
/// A row of the feed as text, as it stands in JSON or CSV. There is no other field: what the feed might tell
/// of a customer has no place to go.
/// </summary>
/// <param name="Ticket">Queue number or the system's own id.</param>
/// <param name="Outlet">The outlet; left out where the topic or the command line names it.</param>
/// <param name="Counter">Where.</param>
/// <param name="Teller">By whom.</param>
/// <param name="Type">What kind of business.</param>
/// <param name="Issued">When the ticket was drawn.</param>
/// <param name="Called">When the customer was called.</param>
/// <param name="Finished">When the service ended.</param>
/// <param name="Void">Why it does not count.</param>
internal sealed record ServedFields(
    string? Ticket = null, string? Outlet = null, string? Counter = null, string? Teller = null,
    string? Type = null, string? Issued = null, string? Called = null, string? Finished = null,
    string? Void = null);

/// <summary>One row of a delivery: its fields, or why it has none.</summary>
/// <param name="Row">Its number or line, from 1.</param>
/// <param name="Fields">Null where it could not be read.</param>
/// <param name="Wrong">Why not; empty where it could.</param>
internal readonly record struct ToldRow(long Row, ServedFields? Fields, string Wrong = "");

/// <summary>Reads rows from JSON. A bad row is told of, the others are read.</summary>
internal static class ServedJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>An object, or an array of them.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static IReadOnlyList<ToldRow> Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, Strict);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select((e, i) => Row(i + 1, e))]
            : [Row(1, document.RootElement)];
    }

    /// <summary>A line an object.</summary>
    public static IReadOnlyList<ToldRow> ReadLines(ReadOnlyMemory<byte> utf8)
    {
        var rows = new List<ToldRow>();
        var number = 0;
        foreach (var range in utf8.Span.Split((byte)'\n'))
        {
            number++;
            var line = utf8[range];
            if (line.Span.Trim(" \r\t"u8).IsEmpty) continue;
            try
            {
                using var document = JsonDocument.Parse(line, Strict);
                rows.Add(Row(number, document.RootElement));
            }
            catch (JsonException e)
            {
                rows.Add(new(number, null, Sentence(e)));
            }
        }

        return rows;
    }

    /// <summary>The message without what a program adds to it.</summary>
    public static string Sentence(JsonException e)
    {
        var text = e.Message.Split(". ", 2)[0];
        var name = e.Path is { Length: > 2 } path ? $"{path[2..]}: " : "";
        return text.Length <= 120 ? name + text : name + text[..120] + "…";
    }

    private static ToldRow Row(long number, JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object
                ? new(number, element.Deserialize(ServedFieldsJson.Default.ServedFields))
                : new(number, null, "a row is a JSON object");
        }
        catch (JsonException e)
        {
            return new(number, null, Sentence(e));
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServedFields))]
[JsonSerializable(typeof(IReadOnlyList<ServedFields>))]
internal sealed partial class ServedFieldsJson : JsonSerializerContext;
