using System.Net.ServerSentEvents;

namespace RatingDevice.Tests.Dashboard;

/// <summary>An open event stream.</summary>
internal sealed class LiveStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private LiveStream(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _items = SseParser.Create(body).EnumerateAsync(_limit.Token).GetAsyncEnumerator();
    }

    public static async Task<LiveStream> OpenAsync(DashboardRig rig, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/live/events");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await rig.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer, await answer.Content.ReadAsStreamAsync());
    }

    public async Task<SseItem<string>> NextAsync()
    {
        Assert.True(await MoreAsync(), "the stream ended");
        return _items.Current;
    }

    public async Task<bool> MoreAsync() => await _items.MoveNextAsync();

    public ValueTask DisposeAsync()
    {
        _answer.Dispose();
        _limit.Dispose();
        return ValueTask.CompletedTask;
    }
}
