using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>A view as the page reads it. Every field is always there; null says none.</summary>
/// <param name="RemainingMs">Time left of this mood at sending; null where it does not end by itself.</param>
/// <param name="Tests">In service mode; otherwise null.</param>
internal sealed record ViewMessage(
    string Mood, string? Teller, string? Service, long? RemainingMs, bool CanChange, string[] Faults,
    TestsMessage? Tests);

/// <summary>How far the tests are.</summary>
/// <param name="Step">What is tried; null when all is done.</param>
/// <param name="Seen">Level keys seen.</param>
/// <param name="Good">Parts that work.</param>
/// <param name="Bad">Parts that do not.</param>
internal sealed record TestsMessage(string? Step, string[] Seen, string[] Good, string[] Bad);

/// <summary>Writes views for pages.</summary>
internal static class ViewJson
{
    public static string Write(PanelView view, TimeSpan now)
    {
        long? remaining = view.Until is { } until ? Math.Max(0, (long)(until - now).TotalMilliseconds) : null;
        var message = new ViewMessage(
            Kebab(view.Mood), view.Teller?.ToString(), view.Service?.ToString(), remaining, view.CanChange,
            [.. (view.Faults ?? []).Select(code => Kebab(code))], Tests(view.Tests));
        return JsonSerializer.Serialize(message, TouchJson.Default.ViewMessage);
    }

    private static TestsMessage? Tests(ServicePicture? picture) => picture is null ? null : new(
        picture.Step is { } step ? Kebab(step) : null,
        [.. picture.Seen.Select(level => level.ToString())],
        [.. picture.Results.Where(r => r.Ok).Select(r => Kebab(r.Part))],
        [.. picture.Results.Where(r => !r.Ok).Select(r => Kebab(r.Part))]);

    public static string Kebab<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ViewMessage))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class TouchJson : JsonSerializerContext
{
    /// <summary>For answers that people read: quotes and Chinese as they are. Not for markup.</summary>
    public static TouchJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
