using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Dashboard.Feed;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Settling;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Alive, and able to work.</summary>
internal sealed class HealthRoutes(
    IRatingStore store, IIntake intake, Func<BrokerCounters?> broker, IngestCounters counters, LiveFeed feed,
    Func<RegistryState> registry, SettlingCounters settling)
{
    private static readonly string Version = typeof(HealthRoutes).Assembly.GetName().Version!.ToString(3);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => TypedResults.Ok(new HealthAnswer("ok", Version)))
            .WithName("health").WithSummary("The process runs");
        routes.MapGet("/readyz", Ready)
            .WithName("ready").WithSummary("The collector can do its work; 503 with what hinders it");
    }

    private JsonHttpResult<ReadyAnswer> Ready()
    {
        List<string> hindered = [];
        if (!intake.Connected) hindered.Add("The broker is away; devices keep what they have.");
        try
        {
            store.Journals();
        }
        catch (StoreException e)
        {
            hindered.Add($"The store cannot be read; nothing is acknowledged: {e.Message}");
        }

        var answer = new ReadyAnswer(hindered.Count == 0, hindered, Counters());
        return TypedResults.Json(answer, ApiJson.Default.ReadyAnswer, statusCode: answer.Ready ? 200 : 503);
    }

    private CountersShape Counters() => new(
        counters.Messages, counters.Batches, counters.Entries, counters.Duplicates, counters.Gaps,
        counters.Refused, counters.QuarantineSkipped, counters.StoreFailures, intake.Overflow,
        registry().Problems.Count, feed.Viewers, feed.Dropped, feed.Refused,
        settling.Settled, settling.Waiting, settling.WaitingSeconds, settling.Failures,
        BrokerShape.Of(broker()));
}
