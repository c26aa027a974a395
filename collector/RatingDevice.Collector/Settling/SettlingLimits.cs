namespace RatingDevice.Collector.Settling;

/// <summary>How hard settling works.</summary>
internal sealed record SettlingLimits
{
    /// <summary>A day unchanged for this long is settled.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A marked day is settled after this long even if it changes all the time.</summary>
    public TimeSpan Most { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two looks for marked days.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Share of one processor while days wait: after each day it rests for the remainder.</summary>
    public double Share { get; init; } = 0.25;

    /// <summary>Longest rest after one day, and the wait after a failure.</summary>
    public TimeSpan MostRest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Marked days looked at together; the rest wait their turn.</summary>
    public int MostDays { get; init; } = 500;
}
