using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Reads a command's body, and says exactly what is wrong with it.</summary>
internal static class BodyReader
{
    /// <summary>Largest request body, in bytes.</summary>
    public const int MostBytes = 4096;

    private const string Todo = "Send a JSON object such as {} or {\"service\":\"a-013\"}";

    public static async Task<(CommandBody? Body, Problem? Refusal)> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType()) return (null, NotJson(http.Request));
        try
        {
            var body = await JsonSerializer.DeserializeAsync(
                http.Request.Body, ApiJson.Default.CommandBody, http.RequestAborted);
            return body is null ? (null, Problem.Of(400, "the body is null", Todo)) : (body, null);
        }
        catch (JsonException e)
        {
            var where = e.Path is { Length: > 1 } path ? $" at {path}" : "";
            return (null, Problem.Of(400, $"the body cannot be read{where}: {FirstSentence(e.Message)}",
                Todo));
        }
    }

    public static Problem NotJson(HttpRequest request) => Problem.Of(
        415, $"the content type '{Problem.Short(request.ContentType)}' is not JSON",
        "Send Content-Type: application/json");

    private static string FirstSentence(string message) => Problem.Short(message.Split(". ", 2)[0]);
}
