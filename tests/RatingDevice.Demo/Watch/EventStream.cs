using System.Net.ServerSentEvents;

namespace RatingDevice.Demo.Watch;

/// <summary>Reads server-sent events as a browser does: for ever, with Last-Event-ID after a break.</summary>
/// <param name="http">Without a time limit of its own.</param>
/// <param name="address">Of the stream.</param>
internal sealed class EventStream(HttpClient http, Uri address)
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);
    private string? _lastId;

    /// <summary>True while the stream is open.</summary>
    public bool Open { get; private set; }

    /// <summary>How often it broke.</summary>
    public int Breaks { get; private set; }

    /// <param name="heard">Called for every event, in order, from one task: type and data.</param>
    /// <param name="broken">Called when the stream breaks or cannot be opened.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(Action<string, string> heard, Action broken, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(heard, stop);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                // a server that is away or was killed: the next turn tries again
            }

            Open = false;
            Breaks++;
            broken();
            await Task.WhenAny(Task.Delay(Again, stop));
        }
    }

    private async Task ReadAsync(Action<string, string> heard, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (_lastId is { Length: > 0 }) request.Headers.TryAddWithoutValidation("Last-Event-ID", _lastId);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(stop);
        Open = true;
        await foreach (var item in SseParser.Create(body).EnumerateAsync(stop))
        {
            _lastId = item.EventId ?? _lastId;
            heard(item.EventType, item.Data);
        }
    }
}
