using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>A refusal as RFC 9457 has it.</summary>
/// <param name="Type">Always "about:blank": the status says which kind.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">What was wrong.</param>
/// <param name="Kept">What became of it.</param>
/// <param name="Todo">What to do.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Kept, string Todo)
    : IResult
{
    public const string ContentType = "application/problem+json";

    public static Problem Of(int status, string detail, string todo, string kept = "Nothing was changed.") =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, Sentence(detail), kept,
            Sentence(todo));

    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.Headers.Remove("Content-Disposition"); // an export that failed is no file
        http.Response.ContentType = ContentType;
        var body = JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Default.Problem);
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body,
            http.RequestAborted);
    }

    /// <summary>What a caller sent, short enough to be shown back.</summary>
    public static string Short(string? text) =>
        text is null ? "" : text.Length <= 60 ? text : text[..60] + "…";

    private static string Sentence(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' ? "" : ".");
}

/// <summary>Problems in the API's description.</summary>
internal static class ProblemRoutes
{
    /// <summary>The ways a route refuses.</summary>
    public static RouteHandlerBuilder Refuses(
        this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.Produces<Problem>(status, Problem.ContentType);
        return route;
    }
}
