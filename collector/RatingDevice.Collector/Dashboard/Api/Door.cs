using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>
/// What every request passes: whose page may ask, safe headers, and a reason with every refusal.
/// </summary>
/// <param name="address">The address listened on.</param>
/// <param name="role">What is true here whatever fails.</param>
/// <param name="log">Told of what failed.</param>
internal sealed partial class Door(IPAddress address, SiteRole role, ILogger<Door> log)
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        try
        {
            if (Stranger(http.Request) is { } refusal) await refusal.ExecuteAsync(http);
            else await next(http);
            if (http.Response is { HasStarted: false,
                StatusCode: >= 400 }) await Unsaid(http).ExecuteAsync(http);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await Problem.Of(e.StatusCode, $"the request cannot be read: {e.Message}",
                "Mend it and send it again")
                .ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // nobody waits for an answer any more
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            LogFailed(http.Request.Method, http.Request.Path, e);
            // a page says so as a page, in the reader's language
            var said = http.GetEndpoint()?.Metadata.GetMetadata<PageFailure>() is { } page
                ? await page.AnswerAsync(http, e) : Failed(e);
            await said.ExecuteAsync(http);
        }
        catch (Exception e)
        {
            LogFailed(http.Request.Method, http.Request.Path, e);
            http.Abort(); // what was sent is not whole, and the client must see that
        }
    }

    /// <summary>
    /// Bound to this machine only, a foreign name that leads here is DNS rebinding: another site's script in
    /// a browser here. A foreign Origin may not ask anywhere: there is no log-in to tell a person from a
    /// script.
    /// </summary>
    private Problem? Stranger(HttpRequest request)
    {
        var host = request.Host.Host;
        if (IPAddress.IsLoopback(address) && !IsThisMachine(host))
            return Problem.Of(421, $"this collector is not called '{Problem.Short(host)}'",
                "Open it as 127.0.0.1 or localhost, or let it listen on a network address (http:address)");
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}") return null;
        return Problem.Of(403, $"a page of '{Problem.Short(origin)}' may not use this collector",
            "Open the collector's own page");
    }

    private Problem Failed(Exception e) => e is StoreException
        ? Problem.Of(503, $"the store cannot be read now: {e.Message}",
            "Try again in a minute; /readyz says whether it can be", role.Kept.En)
        : Problem.Of(500, "the collector failed on this request; its log says why", "Try again",
            role.Kept.En);

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static Problem Unsaid(HttpContext http)
    {
        var path = Problem.Short(http.Request.Path);
        return http.Response.StatusCode switch
        {
            404 => Problem.Of(404, $"there is nothing at '{path}'", "See /openapi/v1.json for what there is"),
            405 => Problem.Of(405, $"'{path}' does not take {Problem.Short(http.Request.Method)}",
                $"Use {http.Response.Headers.Allow}"),
            415 => BodyReader.NotJson(http.Request),
            var status => Problem.Of(status, "the request cannot be served", "See /openapi/v1.json"),
        };
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed; the caller was told, the collector goes on")]
    private partial void LogFailed(string method, string path, Exception e);
}
