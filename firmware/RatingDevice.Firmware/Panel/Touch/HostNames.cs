using System.Net;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>
/// The names this page may be called by. A foreign name that leads here is DNS rebinding: another site's
/// script in the teller's browser would reach the device under its own name.
/// </summary>
/// <param name="configured">The address listened on.</param>
internal sealed class HostNames(IPAddress configured)
{
    /// <param name="host">Host name without port; IPv6 in brackets.</param>
    /// <param name="local">The address the connection came in on.</param>
    public bool Allows(string host, IPAddress? local)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        if (!IPAddress.TryParse(host.Trim('[', ']'), out var ip)) return false;
        return IPAddress.IsLoopback(ip) || ip.Equals(configured) || ip.Equals(Plain(local));
    }

    /// <summary>An Origin header is sent by scripts; absent it is fine, foreign it is not.</summary>
    public bool AllowsOrigin(string? origin, IPAddress? local) =>
        string.IsNullOrEmpty(origin)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && Allows(uri.Host, local));

    private static IPAddress? Plain(IPAddress? ip) =>
        ip is { IsIPv4MappedToIPv6: true } ? ip.MapToIPv4() : ip;
}
