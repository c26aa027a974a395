using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>
/// Who may use which topic: a device writes its own journal and status and reads its own ack, command and
/// config; a served feed writes its outlet's services; the collector may do all of it.
/// </summary>
internal static class AccessRules
{
    public const string Collector = BrokerUsers.Collector;

    public static bool MayWrite(string user, string? topic) =>
        user == Collector ? IsOurs(topic)
        : ServicesTopic.TryParse(topic, out var services) ? services.User == user
        : topic is not null && Topic.TryParse(topic, out var own) && Is(own, user)
            && own.Kind is TopicKind.Journal or TopicKind.Status;

    /// <summary>
    /// Only filters that can match nothing else are granted, so no message has to be looked at again on its
    /// way out. One level of a device's filter may be a wildcard: the outlet.
    /// </summary>
    public static bool MayRead(string user, string? filter)
    {
        if (user == Collector) return IsOurs(filter);
        const string any = Topic.Prefix + "+/";
        var asTopic = filter is not null && filter.StartsWith(any, StringComparison.Ordinal)
            ? $"{Topic.Prefix}any/{filter[any.Length..]}" : filter;
        return asTopic is not null && Topic.TryParse(asTopic, out var own) && Is(own, user)
            && own.Kind is TopicKind.Ack or TopicKind.Command or TopicKind.Config;
    }

    private static bool IsOurs(string? text) =>
        text is not null && text.StartsWith(Topic.Prefix, StringComparison.Ordinal);

    private static bool Is(Topic topic, string user) => topic.Device.ToString() == user;
}
