using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>What every request passes: who may ask, safe headers, and a reason with every refusal.</summary>
internal sealed partial class TouchGate(HostNames names, ILogger logger)
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        WriteHeaders(http.Response.Headers);
        try
        {
            Check(http);
            await next(http);
            if (!http.Response.HasStarted && http.Response.StatusCode >= 400)
                await Problem.Of(http.Response.StatusCode, Explain(http)).WriteAsync(http);
        }
        catch (RefusedException e)
        {
            await e.Problem.WriteAsync(http);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            var detail = e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"The body is over {TouchBody.MostBytes} bytes; send only the fields asked for."
                : $"The request cannot be read: {e.Message} Mend it and send it again.";
            await Problem.Of(e.StatusCode, detail).WriteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            RequestFailed(logger, http.Request.Method, http.Request.Path, e);
            await Problem.Of(500, "The device failed on this request; its log says why.").WriteAsync(http);
        }
    }

    private void Check(HttpContext http)
    {
        var local = http.Connection.LocalIpAddress;
        if (!names.Allows(http.Request.Host.Host, local))
        {
            throw new RefusedException(421,
                $"This device is not called '{TouchBody.Short(http.Request.Host.Host)}'; "
                + "open the page by the device's own address.");
        }
        if (!names.AllowsOrigin(http.Request.Headers.Origin, local))
        {
            throw new RefusedException(403,
                "Another site's page may not use this device; open the device's own page.");
        }
    }

    private static string Explain(HttpContext http) => http.Response.StatusCode switch
    {
        404 => $"There is no '{TouchBody.Short(http.Request.Path)}' here; the page is at '/'.",
        405 => $"'{TouchBody.Short(http.Request.Path)}' does not take "
            + $"{TouchBody.Short(http.Request.Method)}; use {http.Response.Headers.Allow}.",
        var status => $"{ReasonPhrases.GetReasonPhrase(status)}: mend the request and send it again.",
    };

    private static void WriteHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    [LoggerMessage(LogLevel.Error,
        "The panel page's {Method} {Path} failed; the page was told, the device goes on.")]
    private static partial void RequestFailed(ILogger logger, string method, string path, Exception e);
}
