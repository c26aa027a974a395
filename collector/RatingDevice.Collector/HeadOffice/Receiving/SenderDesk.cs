using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Dashboard.Api;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>Who a request is from: by its token, or by the common name of its certificate, which the
/// listener has checked. Strangers are counted, and told in the log from time to time: an outlet with an old
/// token sends every few minutes and would only be missing otherwise.</summary>
/// <param name="tokens">Of units.</param>
/// <param name="counters">Count strangers.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Told of strangers.</param>
internal sealed partial class SenderDesk(
    UnitTokens tokens, ReceivingCounters counters, TimeProvider time, ILogger<SenderDesk> log)
{
    private const string Bearer = "Bearer ";

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private long? _told;

    public static Problem Stranger { get; } = Problem.Of(401, "this request is from no unit known here",
        "Send a unit's token as 'Authorization: Bearer …', or its client certificate");

    /// <summary>The unit; null for a stranger.</summary>
    public UnitId? Of(HttpContext http)
    {
        var unit = Named(http);
        if (unit is null) Note(http);
        return unit;
    }

    private void Note(HttpContext http)
    {
        var count = counters.Stranger();
        lock (_gate)
        {
            if (_told is { } before && time.GetElapsedTime(before) < Quiet) return;
            _told = time.GetTimestamp();
        }

        LogStranger(http.Connection.RemoteIpAddress, Claimed(http) ?? "nobody", count);
    }

    /// <summary>The unit a token names, good or not; the rest of it is a secret.</summary>
    private static string? Claimed(HttpContext http) => Token(http) is { } token && token.Contains('.')
        && UnitId.TryParse(token.Split('.', 2)[0], out var unit) ? unit.ToString() : null;

    private static string? Token(HttpContext http)
    {
        var said = http.Request.Headers.Authorization.ToString();
        return said.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? said[Bearer.Length..].Trim()
            : null;
    }

    private UnitId? Named(HttpContext http)
    {
        if (Token(http) is { } token) return tokens.Whose(token);
        var name = http.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return UnitId.TryParse(name, out var unit) ? unit : null;
    }

    [LoggerMessage(1, LogLevel.Warning,
        "A request from {Address} that says it is of {Unit} brought no token or certificate that is good "
        + "here; {Count} such were refused since the start. See 'rating-collector credential --unit'")]
    private partial void LogStranger(System.Net.IPAddress? address, string unit, long count);
}
