using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>What an auditor looks at: journals with their heads, and what was refused.</summary>
internal sealed class EvidenceRoutes(
    IRatingStore store, FleetBook fleet, IngestCounters counters, Func<BranchRegistry> registry)
{
    private const int MostPayloads = 1000, UsualPayloads = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/journals", Journals).WithName("journals")
            .WithSummary("Every journal: last number held, last number written, what is missing");
        routes.MapGet("/api/v1/quarantine", Quarantine).WithName("quarantine")
            .WithSummary("Refused payloads, newest first, with the reason").Refuses(400);
    }

    private Ok<JournalsAnswer> Journals()
    {
        var held = store.Journals();
        var hashes = held.ToDictionary(j => j.Journal, j => j.Hash);
        var accounts = fleet.Report(registry(), held).Journals(held);
        return TypedResults.Ok(new JournalsAnswer(
            [.. accounts.Select(a => Shapes.Of(a, hashes.TryGetValue(a.Journal,
            out var hash) ? hash : null))],
            accounts.Sum(a => a.Missing)));
    }

    private Results<Ok<QuarantineAnswer>, Problem> Quarantine(string? most)
    {
        var count = UsualPayloads;
        if (most is not null && (!int.TryParse(most, out count) || count is < 1 or > MostPayloads))
            return Problem.Of(400, $"most '{Problem.Short(most)}' is not a number from 1 to {MostPayloads}",
                $"Write most={UsualPayloads}");
        return TypedResults.Ok(new QuarantineAnswer(
            [.. store.Quarantine(count).Select(q => new RefusedShape(
                q.Received, q.Topic, Shapes.Kebab(q.Reason), q.Detail, q.Size,
                Convert.ToBase64String(q.Head.Span)))],
            store.QuarantineDropped(), counters.QuarantineSkipped));
    }
}
