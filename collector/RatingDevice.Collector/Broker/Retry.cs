namespace RatingDevice.Collector.Broker;

/// <summary>
/// Pauses on the collector's side: one client and one child, so no jitter, and short, because a whole branch
/// waits meanwhile.
/// </summary>
internal static class Retry
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    public static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <summary>The pause after so many failures in a row, 1 or more: doubling from first to most.</summary>
    public static TimeSpan After(int failures)
    {
        var doubled = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 10));
        return doubled < Most ? doubled : Most;
    }
}
