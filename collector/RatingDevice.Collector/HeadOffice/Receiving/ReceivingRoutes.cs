using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>What units below may ask: take a statement, which questions are open, take an answer.</summary>
internal sealed class ReceivingRoutes(
    ReceivingLoop loop, SenderDesk senders, IAuditBook audits, AuditScope scope)
{
    /// <summary>A statement and the line before it.</summary>
    private const int MostStatement = StatementText.MostBytes;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/statements", TakeAsync).WithMetadata(new BodyLimit(MostStatement));
        routes.MapGet("/api/v1/sender", Sender);
        routes.MapGet("/api/v1/audits/open", Open);
        routes.MapPost("/api/v1/audits/{id}/answer", AnswerAsync)
            .WithMetadata(new BodyLimit(AuditEvidence.MostBytes));
        routes.MapGet("/healthz", () => Results.Text("ok"));
    }

    // the token of cancellation makes it a handler whose result is written: a delegate of the context alone
    // would be taken for one that writes by itself
    private async Task<IResult> TakeAsync(HttpContext http, CancellationToken stop)
    {
        if (senders.Of(http) is not { } sender) return SenderDesk.Stranger;
        var (body, no) = await StatementBody.ReadAsync(http, MostStatement, stop);
        if (no is not null) return no;
        return await loop.TakeAsync(body, sender) switch
        {
            Taken taken => Results.Bytes(StatementText.Write(taken.Receipt), "application/json"),
            Refused refused => new Answered(RefusedStatement.Of(refused)),
            Away away => Problem.Of(503, away.What, "Send the same statement again"),
            var other => throw new InvalidOperationException($"{other} is no answer"),
        };
    }

    private IResult Sender(HttpContext http) => senders.Of(http) is not { } sender ? SenderDesk.Stranger
        : Results.Bytes(JsonSerializer.SerializeToUtf8Bytes(
            loop.Greet(sender), StatementJson.Default.Greeting), "application/json");

    private IResult Open(HttpContext http)
    {
        if (senders.Of(http) is not { } sender) return SenderDesk.Stranger;
        try
        {
            return Results.Bytes(AuditText.Write(scope.Of(sender, audits.Open())), "application/json");
        }
        catch (Exception e) when (Fails(e))
        {
            return Later(e);
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext http, string id, CancellationToken stop)
    {
        if (senders.Of(http) is not { } sender) return SenderDesk.Stranger;
        try
        {
            if (!AuditId.TryParse(id, out var which) || audits.Find(which) is not { } ask
                || !scope.Shows(sender, ask))
                return Problem.Of(
                    404, $"no question {Problem.Short(id)} is open for {sender}", "Ask what is open");
            var (body, no) = await StatementBody.ReadAsync(http, AuditEvidence.MostBytes, stop);
            if (no is not null) return no;
            audits.Answered(which, body.Span);
            return Results.NoContent();
        }
        catch (Exception e) when (Fails(e))
        {
            return Later(e);
        }
    }

    private static bool Fails(Exception e) =>
        e is StoreException or UnauthorizedAccessException or (IOException and not BadHttpRequestException);

    private static Problem Later(Exception e) => Problem.Of(
        503, $"questions cannot be read or answers not be kept now: {e.Message}", "Ask and answer again");

    private sealed record Answered(RefusedStatement Refused) : IResult
    {
        public async Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = Refused.Status;
            http.Response.ContentType = Problem.ContentType;
            await http.Response.Body.WriteAsync(StatementText.Write(Refused), http.RequestAborted);
        }
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
