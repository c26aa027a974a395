using RatingDevice.Wire;

namespace RatingDevice.Simulation.Network;

/// <summary>
/// The access list of the real broker, once more: a device writes and reads its own topics only.
/// </summary>
internal static class FakeTopics
{
    public static bool Matches(string filter, string topic)
    {
        var wanted = filter.Split('/');
        var have = topic.Split('/');
        return wanted.Length == have.Length
            && wanted.Zip(have).All(p => p.First == "+" || p.First == p.Second);
    }

    public static bool MayWrite(string user, string topic) =>
        May(user, topic, TopicKind.Journal, TopicKind.Status);

    public static bool MayRead(string user, string topic) =>
        May(user, topic, TopicKind.Ack, TopicKind.Command, TopicKind.Config);

    private static bool May(string user, string topic, params ReadOnlySpan<TopicKind> kinds)
    {
        if (!topic.StartsWith(Topic.Prefix, StringComparison.Ordinal)) return false;
        if (user == FakeBroker.Collector) return true;
        var parts = topic.Split('/');
        if (parts.Length != 5 || parts[3] != user) return false;
        foreach (var kind in kinds)
        {
            if (Matches(Topic.Filter(kind), topic)) return true;
        }

        return false;
    }
}
