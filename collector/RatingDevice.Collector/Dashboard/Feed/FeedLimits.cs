namespace RatingDevice.Collector.Dashboard.Feed;

/// <summary>Every limit of the live feed.</summary>
internal sealed record FeedLimits
{
    /// <summary>Events kept for a viewer who comes back with Last-Event-ID.</summary>
    public int Ring { get; init; } = 1024;

    /// <summary>
    /// Events that wait for one slow viewer; at one more it is dropped and told to begin anew.
    /// </summary>
    public int Queue { get; init; } = 256;

    /// <summary>Viewers at once; one more is refused.</summary>
    public int Viewers { get; init; } = 200;

    /// <summary>
    /// Entries of one commit shown one by one; of a larger one (a backlog) the last ones are. Well below
    /// <see cref="Queue"/>: a few commits of a backlog must not drop a viewer.
    /// </summary>
    public int Burst { get; init; } = 50;
}
