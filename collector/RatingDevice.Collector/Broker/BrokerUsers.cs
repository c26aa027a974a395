using Microsoft.Extensions.Logging;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker;

/// <summary>
/// Who may connect, beside the collector: every device under its own name, and every outlet's served feed.
/// </summary>
internal static class BrokerUsers
{
    /// <summary>The collector's own user; no device may have this id.</summary>
    public const string Collector = "collector";

    /// <summary>Users with their secrets; made where there are none yet. A device with another's name is left
    /// out, and told of.</summary>
    /// <exception cref="IOException">The secrets cannot be read or made.</exception>
    public static Dictionary<string, string> Of(
        IEnumerable<DeviceId> devices, IEnumerable<OutletId> outlets, DeviceCredentials credentials,
        ILogger log)
    {
        var users = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var device in devices)
        {
            var name = device.ToString();
            if (name == Collector || ServicesTopic.IsUser(name)) log.ReservedId(name);
            else users[name] = credentials.Secret(device);
        }

        foreach (var outlet in outlets)
        {
            var feed = new ServicesTopic(outlet);
            users[feed.User] = credentials.Secret(feed);
        }

        return users;
    }
}
