using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using RatingDevice.Collector.Dashboard.Api;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>Who a request is from: by its token, or by the common name of its certificate, which the
/// listener has checked.</summary>
internal sealed class SenderDesk(UnitTokens tokens)
{
    private const string Bearer = "Bearer ";

    public static Problem Stranger { get; } = Problem.Of(401, "this request is from no unit known here",
        "Send a unit's token as 'Authorization: Bearer …', or its client certificate");

    /// <summary>The unit; null for a stranger.</summary>
    public UnitId? Of(HttpContext http)
    {
        var said = http.Request.Headers.Authorization.ToString();
        if (said.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return tokens.Whose(said[Bearer.Length..].Trim());
        var name = http.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return UnitId.TryParse(name, out var unit) ? unit : null;
    }
}
