using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RatingDevice.Demo.Account;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Watch;

namespace RatingDevice.Demo;

/// <summary>What a scripted run comes to: one JSON object, fields in the order people ask for them.</summary>
internal sealed record Figures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required int Pressed { get; init; }

    public required int Thanked { get; init; }

    public required int Stored { get; init; }

    public required long Lost { get; init; }

    public required long Duplicates { get; init; }

    public required long Phantom { get; init; }

    public required bool ChainOk { get; init; }

    public required bool RollupsEqualRebuild { get; init; }

    public required double? P50PressToThanksMs { get; init; }

    public required double? P99PressToThanksMs { get; init; }

    public required double? P50PressToLiveMs { get; init; }

    public required double? P99PressToLiveMs { get; init; }

    /// <summary>
    /// Presses that were no rating, by the customers' record: outside a window, or the same key again.
    /// </summary>
    public required int Strays { get; init; }

    /// <summary>Invitations the customers saw.</summary>
    public required int Invited { get; init; }

    public required int Seed { get; init; }

    public required int Devices { get; init; }

    public required double Seconds { get; init; }

    public required double Rate { get; init; }

    public required JsonArray PerTeller { get; init; }

    public bool Well =>
        Lost == 0 && Duplicates == 0 && Phantom == 0 && ChainOk && RollupsEqualRebuild && Stored > 0;

    /// <summary>
    /// Latencies of a run: milliseconds from just before a press was sent to thanks, and to the live page.
    /// </summary>
    public static (Percentiles Thanks, Percentiles Live) Latencies(Diary diary, LiveWatch live) => (
        new Percentiles(diary.Presses.Select(p => p.ThanksMs).OfType<double>()),
        new Percentiles(diary.Presses.Where(p => p.Rates).Select(p => LiveMs(p, live)).OfType<double>()));

    private static double? LiveMs(Press press, LiveWatch live) =>
        live.SeenAt(press.Service, press.Level) is { } seen
            ? Stopwatch.GetElapsedTime(press.PressedAt, seen).TotalMilliseconds : null;

    public string ToJson()
    {
        var all = JsonSerializer.SerializeToNode(this, Json)!.AsObject();
        all.Remove("well");
        return all.ToJsonString(Json);
    }
}
