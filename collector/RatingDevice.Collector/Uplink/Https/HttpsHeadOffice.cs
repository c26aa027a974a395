using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Uplink.Https;

/// <summary>The level above by HTTPS: a statement goes as one request, and its receipt is the
/// answer.</summary>
/// <param name="http">Knows the address, authorities, certificate and proxy.</param>
/// <param name="tokenFile">Read for each request, so that a new token needs no restart; empty for
/// none.</param>
/// <param name="gzip">Whether bodies are compressed.</param>
internal sealed class HttpsHeadOffice(HttpClient http, string tokenFile, bool gzip) : IHeadOffice
{
    public const string StatementType = "application/x-ndjson";

    public string Where => http.BaseAddress!.ToString();

    public int MostUnderway => 1;

    public static HttpsHeadOffice Open(UplinkHttpsOptions options) =>
        new(HttpsChannel.Open(options), options.TokenFile, options.Gzip);

    public async Task<Delivery> DeliverAsync(SignedStatement statement, CancellationToken stop)
    {
        try
        {
            using var answer = await SendAsync(
                HttpMethod.Post, "api/v1/statements", statement.ToBytes(), stop);
            var said = await answer.Content.ReadAsByteArrayAsync(stop);
            if (answer.IsSuccessStatusCode)
            {
                return StatementText.ReadReceipt(said, out var wrong) is { } receipt
                    ? new Taken(receipt) : new Away($"what it answered is no receipt: {wrong}");
            }

            return StatementText.ReadRefused(said, out _) is { } refused
                ? refused.ToDelivery() : new Away(Said(answer));
        }
        catch (Exception e) when (Passing(e, stop))
        {
            return new Away(Why(e));
        }
    }

    public void Settled(SignedStatement statement)
    {
        // nothing lies there to be asked after
    }

    public async Task<Greeting?> GreetAsync(CancellationToken stop)
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Get, "api/v1/sender", null, stop);
            if (!answer.IsSuccessStatusCode) throw new IOException(Said(answer));
            return JsonSerializer.Deserialize(
                await answer.Content.ReadAsByteArrayAsync(stop), StatementJson.Default.Greeting);
        }
        catch (JsonException e)
        {
            throw new IOException($"what it answered is none of ours: {e.Message}", e);
        }
        catch (Exception e) when (Passing(e, stop))
        {
            throw new IOException(Why(e), e);
        }
    }

    public async Task<IReadOnlyList<AuditAsk>> QuestionsAsync(CancellationToken stop)
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Get, "api/v1/audits/open", null, stop);
            if (!answer.IsSuccessStatusCode) throw new IOException(Said(answer));
            return AuditText.ReadAsks(await answer.Content.ReadAsByteArrayAsync(stop));
        }
        catch (Exception e) when (Passing(e, stop))
        {
            throw new IOException(Why(e), e);
        }
    }

    public async Task AnswerAsync(AuditAsk ask, ReadOnlyMemory<byte> answer, CancellationToken stop)
    {
        try
        {
            using var taken = await SendAsync(
                HttpMethod.Post, $"api/v1/audits/{ask.Id}/answer", answer, stop);
            if (!taken.IsSuccessStatusCode) throw new IOException(Said(taken));
        }
        catch (Exception e) when (Passing(e, stop))
        {
            throw new IOException(Why(e), e);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path);
        if (tokenFile.Length > 0)
        {
            var token = (await File.ReadAllTextAsync(tokenFile, stop)).Trim();
            request.Headers.Authorization = new("Bearer", token);
        }

        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(gzip ? Squeezed(bytes) : bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(StatementType);
            if (gzip) request.Content.Headers.ContentEncoding.Add("gzip");
        }

        return await http.SendAsync(request, stop);
    }

    private static byte[] Squeezed(ReadOnlyMemory<byte> bytes)
    {
        using var to = new MemoryStream();
        using (var zip = new GZipStream(to, CompressionLevel.Fastest)) zip.Write(bytes.Span);
        return to.ToArray();
    }

    private static string Said(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized =>
            "it does not know this unit's token or certificate; see uplink:https:tokenFile",
        var status => $"it answered {(int)status} {answer.ReasonPhrase}",
    };

    /// <summary>What a person needs to hear: of TLS the reason lies within.</summary>
    private static string Why(Exception e) => e is HttpRequestException
        {
            HttpRequestError: HttpRequestError.SecureConnectionError,
        } && e.GetBaseException() is var inner
        ? "its certificate is not trusted, or it does not speak TLS: "
            + $"{inner.Message} See uplink:https:caFile."
        : e.Message;

    /// <summary>Networks, time limits and unreadable files pass; being told to stop does not.</summary>
    private static bool Passing(Exception e, CancellationToken stop) => !stop.IsCancellationRequested
        && e is HttpRequestException or TaskCanceledException or IOException
            or UnauthorizedAccessException or FormatException;
}
