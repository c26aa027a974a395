using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Uplink;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>How the statements get on, and sending them again.</summary>
internal sealed class UplinkRoutes(IStatementStore store, UplinkLoop? loop, UnitId? unit)
{
    /// <summary>A statement without a receipt for so long is worth a word.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/uplink", Now).WithName("uplink")
            .WithSummary("Statements on their way to the level above: backlog, last receipt, refusals")
            .Refuses(503);
        routes.MapPost("/api/v1/uplink/resend", Resend).WithName("uplink-resend")
            .WithSummary("Sends statements again from a day on, and tries what was held up; /api/v1/uplink "
                + "says how far it is")
            .Refuses(400, 409, 503);
    }

    /// <summary>For the live page: in order of how much it hurts.</summary>
    public IEnumerable<NoticeShape> Notices(DateTimeOffset now)
    {
        if (loop is null) yield break;
        var (count, oldest) = store.Backlog();
        if (loop.Book.HeldUp.Now is { Count: > 0 } held)
            yield return new("uplink-refused", held.Count,
                string.Join(", ", held.Take(3).Select(h => $"{h.Outlet} {h.N}: {h.Detail}")));
        if (loop.Book.Failing is { } failing) yield return new("uplink-away", count, failing.What);
        if (now - oldest > Late)
            yield return new("uplink-behind", count, $"the oldest is of {oldest:yyyy-MM-dd}");
    }

    /// <summary>How it does, for pages and the API.</summary>
    /// <exception cref="StoreException">The store failed.</exception>
    public UplinkAnswer State() => UplinkAnswer.Of(unit, store, loop, loop is not null);

    private Results<JsonHttpResult<UplinkAnswer>, Problem> Now()
    {
        try
        {
            return TypedResults.Json(State(), ApiJson.Default.UplinkAnswer);
        }
        catch (StoreException e)
        {
            return Problem.Of(503, $"the store failed: {e.Message}", "Ask again in a minute");
        }
    }

    private Results<Accepted, Problem> Resend(string? from)
    {
        if (loop is null)
            return Problem.Of(409, "nothing is set to be sent", "Set uplink:by in the collector's options");
        if (!PeriodText.Day("from", from, out var day, out var wrong, out var todo))
            return Problem.Of(400, wrong, todo);
        try
        {
            loop.Resend(day);
            return TypedResults.Accepted("/api/v1/uplink");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problem.Of(503, $"it cannot be noted: {e.Message}", "Look at the disk, then ask again");
        }
    }
}
