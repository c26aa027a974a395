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
    UnitId unit, IRatingStore store, ReceivingCounters counters, Func<IReadOnlyList<AuditLine>> audits,
    TimeProvider time)
{
    private static readonly string Version =
        typeof(ReceivedRoutes).Assembly.GetName().Version!.ToString(3);

    private static readonly TimeSpan FailingFor = TimeSpan.FromMinutes(10);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/received", () => TypedResults.Json(
                ReceivedAnswer.Of(unit, counters), ApiJson.Default.ReceivedAnswer))
            .WithName("received").WithSummary("Statements taken in, refused, or told to come again");
        routes.MapGet("/api/v1/audits", () => TypedResults.Json(
                AuditsAnswer.Of(audits()), ApiJson.Default.AuditsAnswer))
            .WithName("audits").WithSummary("Days of outlets whose lines were asked for, and what was found");
        routes.MapGet("/healthz", () => TypedResults.Json(
                new HealthAnswer("ok", Version), ApiJson.Default.HealthAnswer))
            .WithName("health").WithSummary("The process runs");
        routes.MapGet("/readyz", Ready)
            .WithName("ready").WithSummary("It can take statements; 503 with what hinders it").Refuses(503);
    }

    /// <summary>Reading is tried; that keeping fails, the last try to keep tells: a full disk can be read.
    /// Whoever got no receipt tries again within minutes, so an old failure says nothing.</summary>
    private Results<Ok, Problem> Ready()
    {
        var todo = store.Shared ? "See that the database answers, that this machine reaches it and that its "
            + "disk has room" : "Look at the disk's room and at the rights of the data folder";
        if (counters.Failing is { } last && time.GetUtcNow() - last.At < FailingFor)
            return Problem.Of(503, $"statements cannot be kept; no receipt is given: {last.Why}", todo);
        try
        {
            _ = store.Statements.Unsent(1); // a backlog would be counted, and at the top is all there is
            return TypedResults.Ok();
        }
        catch (StoreException e)
        {
            return Problem.Of(503, $"the store cannot be read; no receipt is given: {e.Message}",
                todo);
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
/// <param name="Strangers">Requests from no unit known here.</param>
internal sealed record ReceivedAnswer(
    string Unit, long Taken, long Again, long Refused, long Commits, long Failures, long Overflow,
    long Strangers)
{
    public static ReceivedAnswer Of(UnitId unit, ReceivingCounters c) =>
        new(unit.ToString(), c.Taken, c.Again, c.Refused, c.Groups, c.Failures, c.Overflow,
            c.Strangers);
}

/// <summary>Audits, the oldest first.</summary>
internal sealed record AuditsAnswer(int Open, IReadOnlyList<AuditShape> Audits)
{
    public static AuditsAnswer Of(IReadOnlyList<AuditLine> lines) => new(
        lines.Count(l => !l.Answered),
        [.. lines.Select(l => AuditShape.Of(l.Ask, l.Answered, l.Found))]);
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
