using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>How a level above does: what it took in, and what its audits found.</summary>
internal sealed class ReceivedRoutes(
    UnitId unit, IRatingStore store, ReceivingCounters counters, IAuditBook audits)
{
    private static readonly string Version =
        typeof(ReceivedRoutes).Assembly.GetName().Version!.ToString(3);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/received", () => TypedResults.Json(
                ReceivedAnswer.Of(unit, counters), ApiJson.Default.ReceivedAnswer))
            .WithName("received").WithSummary("Statements taken in, refused, or told to come again");
        routes.MapGet("/api/v1/audits", () => TypedResults.Json(
                AuditsAnswer.Of(audits), ApiJson.Default.AuditsAnswer))
            .WithName("audits").WithSummary("Days of outlets whose lines were asked for, and what was found");
        routes.MapGet("/healthz", () => TypedResults.Json(
                new HealthAnswer("ok", Version), ApiJson.Default.HealthAnswer))
            .WithName("health").WithSummary("The process runs");
        routes.MapGet("/readyz", Ready)
            .WithName("ready").WithSummary("It can take statements; 503 with what hinders it").Refuses(503);
    }

    private Results<Ok, Problem> Ready()
    {
        try
        {
            _ = store.Statements.Unsent(1); // a backlog would be counted, and at the top is all there is
            return TypedResults.Ok();
        }
        catch (StoreException e)
        {
            return Problem.Of(503, $"the store cannot be read; no receipt is given: {e.Message}",
                "Look at the disk");
        }
    }
}

/// <summary>What a level above took in since start.</summary>
/// <param name="Unit">This unit.</param>
/// <param name="Taken">Statements kept.</param>
/// <param name="Again">Held already; a receipt again.</param>
/// <param name="Refused">Not taken, each with its reason.</param>
/// <param name="Commits">Groups they were kept in.</param>
/// <param name="Failures">Commits that failed.</param>
/// <param name="Overflow">Told to come again, as too many waited.</param>
internal sealed record ReceivedAnswer(
    string Unit, long Taken, long Again, long Refused, long Commits, long Failures, long Overflow)
{
    public static ReceivedAnswer Of(UnitId unit, ReceivingCounters c) =>
        new(unit.ToString(), c.Taken, c.Again, c.Refused, c.Groups, c.Failures, c.Overflow);
}

/// <summary>Audits, the oldest first.</summary>
internal sealed record AuditsAnswer(int Open, IReadOnlyList<AuditShape> Audits)
{
    public static AuditsAnswer Of(IAuditBook book)
    {
        var open = book.Open().Select(a => a.Id).ToHashSet();
        return new(open.Count, [.. book.All().Select(a => AuditShape.Of(a, !open.Contains(a.Id),
            book.Result(a.Id)))]);
    }
}

/// <summary>One audit.</summary>
/// <param name="Id">Which question.</param>
/// <param name="By">Who asks.</param>
/// <param name="Outlet">About whom.</param>
/// <param name="Day">Business day.</param>
/// <param name="Device">The device looked at; null for all.</param>
/// <param name="Asked">When.</param>
/// <param name="Answered">Whether the lines are here.</param>
/// <param name="Holds">What was found; null while nothing was.</param>
/// <param name="Lines">Journal lines checked.</param>
/// <param name="First">The first thing that does not hold.</param>
internal sealed record AuditShape(
    string Id, string By, string Outlet, DateOnly Day, string? Device, DateTimeOffset Asked, bool Answered,
    bool? Holds, long Lines, string? First)
{
    public static AuditShape Of(AuditAsk ask, bool answered, AuditResult? found) => new(
        ask.Id.ToString(), ask.By.ToString(), ask.Outlet.ToString(), ask.Day, ask.Device?.ToString(), ask.At,
        answered, found?.Holds, found?.Lines ?? 0, found?.Findings.FirstOrDefault()?.ToString());
}
