namespace RatingDevice.Hosting;

/// <summary>
/// How long to wait before trying again: doubling, up to a most, give or take a quarter, so that all who
/// lost the same other side do not come back in the same instant.
/// </summary>
/// <param name="First">After the first failure.</param>
/// <param name="Most">However many there were; the jitter may add a quarter.</param>
public readonly record struct Backoff(TimeSpan First, TimeSpan Most)
{
    /// <summary>Share of a pause that chance takes off or adds at most.</summary>
    public const double Jitter = 0.25;

    /// <summary>The pause after so many failures in a row.</summary>
    /// <param name="failures">1 or more.</param>
    /// <param name="roll">A chance number, 0 or more, below 1.</param>
    public TimeSpan After(int failures, double roll)
    {
        var doubled = First.TotalMilliseconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 40));
        return Whole(Math.Min(doubled, Most.TotalMilliseconds) * (1 - Jitter + (2 * Jitter * roll)));
    }

    /// <summary>
    /// The pause before the very first connect: anything from nothing to <see cref="First"/>. When the power
    /// comes back, all counters of a branch start in the same second.
    /// </summary>
    public TimeSpan AtStart(double roll) => Whole(First.TotalMilliseconds * roll);

    // Whole milliseconds, as the device's clock counts them.
    private static TimeSpan Whole(double ms) => TimeSpan.FromMilliseconds((long)ms);
}
