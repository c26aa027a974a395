using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>The served feed by HTTP, and what it said twice and differently.</summary>
internal sealed class ServedRoutes(ServedDesk desk, IRatingStore store)
{
    /// <summary>Largest delivery, in bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    private const string Todo = "Send a row {\"outlet\":\"o-1\",\"ticket\":\"a013\","
        + "\"called\":\"2026-11-30T09:15:00+08:00\",\"finished\":…,\"counter\":\"1\",\"teller\":\"0071\"} or "
        + "an array of up to 1000";

    private const int MostShown = 1000, UsualShown = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/services", TakeAsync).WithName("services")
            .WithSummary("Customers served, by a queue machine or core system: a row or an array of rows. "
                + "Taken rows are durable when this answers; the same rows again change nothing")
            .Accepts<ServedFields>("application/json").WithMetadata(new BodyLimit(MostBytes))
            .Produces<ServedAnswer>().Refuses(400, 413, 415, 503);
        routes.MapGet("/api/v1/services/contradictions", Contradictions).WithName("contradictions")
            .WithSummary("Served rows that say otherwise than an earlier one, newest first").Refuses(400);
    }

    private async Task<IResult> TakeAsync(HttpContext http, string? source)
    {
        if (!http.Request.HasJsonContentType()) return BodyReader.NotJson(http.Request);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        IReadOnlyList<ToldRow> rows;
        try
        {
            rows = ServedJson.Read(body.ToArray());
        }
        catch (JsonException e)
        {
            return Problem.Of(400, $"the body cannot be read: {ServedJson.Sentence(e)}", Todo);
        }

        if (rows.Count == 0) return Problem.Of(400, "the array is empty", Todo);
        if (rows.Count > ServedDesk.MostRows)
            return Problem.Of(400, $"{rows.Count} rows are more than {ServedDesk.MostRows}", Todo);
        // of one row alone the status says whether it was taken; of several the answer does, for each
        var text = body.GetBuffer().AsSpan(0, (int)body.Length).TrimStart(" \r\n\t"u8);
        var alone = text[0] == '{';
        return Take(rows, alone, source ?? "http");
    }

    private IResult Take(IReadOnlyList<ToldRow> rows, bool alone, string source)
    {
        try
        {
            var receipt = desk.Take(rows, null, Problem.Short(source));
            return alone && receipt.Refused is [var refused]
                ? Problem.Of(400, refused.Reason, Todo)
                : TypedResults.Json(ServedAnswer.Of(receipt), ApiJson.Default.ServedAnswer);
        }
        catch (StoreException e)
        {
            return Problem.Of(503, $"the store failed: {e.Message}", "Send the same rows again in a minute");
        }
    }

    private Results<Ok<ContradictionsAnswer>, Problem> Contradictions(string? most)
    {
        var count = UsualShown;
        if (most is not null && (!int.TryParse(most, out count) || count is < 1 or > MostShown))
            return Problem.Of(400, $"most '{Problem.Short(most)}' is not a number from 1 to {MostShown}",
                $"Write most={UsualShown}");
        return TypedResults.Ok(new ContradictionsAnswer(
            [.. store.Contradictions(count).Select(c => new ContradictionShape(
                ServedShape.Of(c.Kept), ServedShape.Of(c.Refused), c.Received, c.Source))],
            store.ContradictionsDropped()));
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
