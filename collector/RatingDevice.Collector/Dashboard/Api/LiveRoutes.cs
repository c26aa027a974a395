using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Dashboard.Feed;
using RatingDevice.Collector.Dashboard.Live;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>The picture of the moment, once or for ever.</summary>
internal sealed class LiveRoutes(LiveView view, LiveFeed feed, TimeProvider time)
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/live", () => TypedResults.Ok(view.Now()))
            .WithName("live").WithSummary("Everything the live page shows, now");
        routes.MapGet("/api/v1/live/events", Events)
            .WithName("liveEvents").WithSummary("Events: snapshot, entry, device, bulk, beat, resync")
            .Produces<string>(200, "text/event-stream").Refuses(503);
    }

    private Results<ServerSentEventsResult<string>, Problem> Events(HttpContext http)
    {
        var viewer = feed.Join(http.Request.Headers["Last-Event-ID"]);
        if (viewer is null)
            return Problem.Of(503, "there are too many live pages open",
                "Close one and try again in a minute");
        http.Response.RegisterForDispose(viewer);
        return TypedResults.ServerSentEvents(Stream(viewer, http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> Stream(
        FeedViewer viewer, [EnumeratorCancellation] CancellationToken stop)
    {
        if (viewer.Resumed)
        {
            foreach (var missed in viewer.Missed) yield return Item(missed);
            // the first bytes tell the browser that the stream is open
            var beat = new BeatShape(time.GetUtcNow());
            yield return Item("beat", viewer.Position, JsonSerializer.Serialize(beat,
                ApiJson.Default.BeatShape));
        }
        else
        {
            // joined first, looked then: what falls between is in both, and entries have ids
            var snapshot = JsonSerializer.Serialize(view.Now(), ApiJson.Default.LiveSnapshot);
            yield return Item("snapshot", viewer.Position, snapshot);
        }

        await foreach (var next in viewer.ReadAsync(stop)) yield return Item(next);
        if (!viewer.Dropped) yield break;
        var why = new ResyncShape("read too slowly and was dropped; connect again for a snapshot");
        yield return Item("resync", "resync", JsonSerializer.Serialize(why, ApiJson.Default.ResyncShape));
    }

    private static SseItem<string> Item(FeedEvent e) => Item(e.Kind, e.Id, e.Json);

    private static SseItem<string> Item(string kind, string id, string json) => new(json, kind)
    {
        EventId = id,
        // a restart of the collector is over in a second; said where a stream begins
        ReconnectionInterval = kind is "snapshot" or "beat" ? Reconnect : null,
    };
}
