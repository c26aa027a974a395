using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>Reads request bodies: one flat JSON object of known text fields, nothing else.</summary>
internal static class TouchBody
{
    public const int MostBytes = 4096;

    private static readonly JsonDocumentOptions Strict =
        new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>The fields given; null is as good as absent.</summary>
    /// <exception cref="RefusedException">Not JSON, or not these fields.</exception>
    public static async Task<Dictionary<string, string>> ReadAsync(
        HttpRequest request, params string[] fields)
    {
        if (!IsJson(request.ContentType))
        {
            throw new RefusedException(415,
                $"The body is {(request.ContentType is { } type ? $"'{type}'" : "of no stated type")}; "
                + "send it as 'application/json' in UTF-8.");
        }
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return Parse(bytes.ToArray(), fields);
    }

    /// <summary>The same for bytes at hand.</summary>
    /// <exception cref="RefusedException">Not JSON, or not these fields.</exception>
    public static Dictionary<string, string> Parse(ReadOnlyMemory<byte> utf8, string[] fields)
    {
        if (utf8.IsEmpty) throw Bad("The body is empty; send a JSON object, {} to say nothing.");
        try
        {
            using var json = JsonDocument.Parse(utf8, Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Fields(json.RootElement, fields)
                : throw Bad($"The body is {Kind(json.RootElement)}; send a JSON object.");
        }
        catch (JsonException e)
        {
            throw Bad($"The body is not strict JSON: {e.Message} Mend it and send it again.");
        }
    }

    private static Dictionary<string, string> Fields(JsonElement root, string[] known)
    {
        var found = new Dictionary<string, string>();
        foreach (var field in root.EnumerateObject())
        {
            if (!known.Contains(field.Name))
                throw Bad($"'{Short(field.Name)}' is not a field here; {Expected(known)}.");
            if (field.Value.ValueKind == JsonValueKind.Null) continue;
            if (field.Value.ValueKind != JsonValueKind.String)
                throw Bad($"'{field.Name}' is {Kind(field.Value)}; send it as text in quotes.");
            found[field.Name] = field.Value.GetString()!;
        }
        return found;
    }

    public static RefusedException Bad(string detail) => new(400, detail);

    /// <summary>Text from outside, cut for a message.</summary>
    public static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private static string Expected(string[] known) =>
        known.Length == 0 ? "send {}" : $"known here: {string.Join(", ", known)}";

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
