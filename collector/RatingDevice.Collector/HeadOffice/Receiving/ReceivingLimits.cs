namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>How much is received at a time.</summary>
internal sealed record ReceivingLimits
{
    /// <summary>Statements that wait to be kept; one more is told to come again.</summary>
    public int Waiting { get; init; } = 1024;

    /// <summary>Statements kept by one commit.</summary>
    public int Group { get; init; } = 256;
}

/// <summary>What was received since start. Any thread.</summary>
internal sealed class ReceivingCounters
{
    private long _taken, _again, _refused, _groups, _failures, _overflow, _strangers;
    private volatile FailedCommit? _failing;

    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Held already.</summary>
    public long Again => Interlocked.Read(ref _again);

    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Commits.</summary>
    public long Groups => Interlocked.Read(ref _groups);

    /// <summary>Commits that failed; their senders come again.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>The last commit, where it failed and none was made since; null otherwise.</summary>
    public FailedCommit? Failing => _failing;

    /// <summary>Told to come again, as too many waited.</summary>
    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>Requests from no unit known here: a wrong token or certificate, or none.</summary>
    public long Strangers => Interlocked.Read(ref _strangers);

    /// <summary>One more; how many there were.</summary>
    public long Stranger() => Interlocked.Increment(ref _strangers);

    public void Count(int taken, int again, int refused)
    {
        Interlocked.Add(ref _taken, taken);
        Interlocked.Add(ref _again, again);
        Interlocked.Add(ref _refused, refused);
        if (taken == 0) return;
        Interlocked.Increment(ref _groups);
        _failing = null;
    }

    public void Failed() => Interlocked.Increment(ref _failures);

    /// <param name="why">What the store said.</param>
    /// <param name="at">When.</param>
    public void Failed(string why, DateTimeOffset at)
    {
        Failed();
        _failing = new(why, at);
    }

    public void Overflowed() => Interlocked.Increment(ref _overflow);
}

/// <summary>A commit that failed.</summary>
internal sealed record FailedCommit(string Why, DateTimeOffset At);
