namespace RatingDevice.Collector.Settling;

/// <summary>What settling has done since start; written by its loop only, read by anyone.</summary>
internal sealed class SettlingCounters
{
    /// <summary>Days settled.</summary>
    public long Settled { get; set; }

    /// <summary>Days that wait to be settled, as far as was looked.</summary>
    public int Waiting { get; set; }

    /// <summary>Seconds the longest waiting of them has waited.</summary>
    public long WaitingSeconds { get; set; }

    /// <summary>Days that could not be settled, or looks that failed; tried again.</summary>
    public long Failures { get; set; }
}
