using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>A refusal as RFC 9457 has it; the detail says what was wrong and what to do.</summary>
internal sealed record Problem(string Type, string Title, int Status, string Detail)
{
    public static Problem Of(int status, string detail) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail);

    public Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/problem+json";
        var body = JsonSerializer.SerializeToUtf8Bytes(this, TouchJson.Readable.Problem);
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body).AsTask();
    }
}

/// <summary>A request that is not done; nothing was changed.</summary>
internal sealed class RefusedException(int status, string detail) : Exception(detail)
{
    public Problem Problem { get; } = Problem.Of(status, detail);
}
