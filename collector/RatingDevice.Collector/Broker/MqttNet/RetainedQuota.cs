using System.Collections.Concurrent;

namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>
/// How many kept messages a user may have: the server's own store has no limit, and a device may name any
/// outlet in its topics.
/// </summary>
internal sealed class RetainedQuota
{
    /// <summary>One status; a few more for a device that was moved between outlets.</summary>
    public const int Most = 8;

    private readonly ConcurrentDictionary<string, HashSet<string>> _topics = new();

    /// <summary>True when the message may be kept; an empty one takes the kept one away.</summary>
    public bool Takes(string user, string topic, long length)
    {
        if (user == AccessRules.Collector) return true;
        var topics = _topics.GetOrAdd(user, _ => []);
        lock (topics)
        {
            if (length == 0)
            {
                topics.Remove(topic);
                return true;
            }

            return topics.Contains(topic) || (topics.Count < Most && topics.Add(topic));
        }
    }
}
