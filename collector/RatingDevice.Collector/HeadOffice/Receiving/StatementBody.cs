using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using RatingDevice.Collector.Dashboard.Api;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>Reads a body, compressed or not, up to a limit that holds for what comes out of it.</summary>
internal static class StatementBody
{
    public static async Task<(ReadOnlyMemory<byte> Body, Problem? No)> ReadAsync(
        HttpContext http, int most, CancellationToken stop)
    {
        var encoding = http.Request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
        {
            return (default, Problem.Of(415, $"the encoding '{Problem.Short(encoding)}' is not known here",
                "Send gzip, or nothing"));
        }

        try
        {
            var to = new MemoryStream();
            await using var body = encoding == "gzip"
                ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body;
            var piece = new byte[16 * 1024];
            for (int got; (got = await body.ReadAsync(piece, stop)) > 0;)
            {
                if (to.Length + got > most)
                    return (default, Problem.Of(413, $"the body is larger than {most} bytes", "Send less"));
                to.Write(piece, 0, got);
            }

            return (to.GetBuffer().AsMemory(0, (int)to.Length), null);
        }
        catch (InvalidDataException e)
        {
            return (default, Problem.Of(400, $"the body is no gzip: {e.Message}", "Send it again"));
        }
    }
}
