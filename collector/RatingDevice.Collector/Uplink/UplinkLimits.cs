namespace RatingDevice.Collector.Uplink;

/// <summary>How hard the uplink works.</summary>
internal sealed record UplinkLimits
{
    /// <summary>Unsent statements looked at together, of outlets that are not held up; as many as may be
    /// under way where those are more.</summary>
    public int Window { get; init; } = 256;

    /// <summary>How often it is looked for something new to send.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause after a first failure.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause doubles with each further failure up to this.</summary>
    public TimeSpan MostPause { get; init; } = TimeSpan.FromMinutes(2);
}
