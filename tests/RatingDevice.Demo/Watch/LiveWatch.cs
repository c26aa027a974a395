using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace RatingDevice.Demo.Watch;

/// <summary>
/// Looks at the collector's live page through its event stream: when was which rating first seen there.
/// </summary>
internal sealed class LiveWatch(HttpClient http, Uri collector)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly EventStream _stream = new(http, new Uri(collector, "api/v1/live/events"));
    private readonly ConcurrentDictionary<(string Service, string Level), long> _seen = new();

    /// <summary>True while the page is fed.</summary>
    public bool Open => _stream.Open;

    public int Breaks => _stream.Breaks;

    /// <summary>How many ratings went over the page.</summary>
    public int Ratings => _seen.Count;

    public Task RunAsync(CancellationToken stop) => _stream.RunAsync(
        (type, data) =>
        {
            var at = Stopwatch.GetTimestamp();
            if (type != "entry") return;
            var entry = JsonSerializer.Deserialize<LiveEntry>(data, Json)!;
            if (entry is { Kind: "rated", Service: { } service, Level: { } level })
                _seen.TryAdd((service, level), at);
        },
        () => { },
        stop);

    /// <summary>Stopwatch time at which the page showed a rating; null when it never did.</summary>
    public long? SeenAt(string service, string level) =>
        _seen.TryGetValue((service, level), out var at) ? at : null;

    private sealed record LiveEntry(string? Kind, string? Device, string? Service, string? Level);
}
