using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Uplink;

/// <summary>How far a re-sending is.</summary>
/// <param name="From">Periods that end on this day or later.</param>
/// <param name="Done">Statements with a receipt again.</param>
/// <param name="Total">All that are sent again.</param>
/// <param name="Finished">When; null while it goes on.</param>
internal sealed record ResendState(DateOnly From, long Done, long Total, DateTimeOffset? Finished)
{
    /// <summary>Handed over, and without an answer yet.</summary>
    public long Underway { get; init; }
}

/// <summary>How the uplink does, for pages and commands. Any thread.</summary>
internal sealed class UplinkBook
{
    private readonly Lock _gate = new();
    private Receipt? _last;
    private (DateTimeOffset Since, string What)? _failing;
    private ResendState? _resend;
    private long _receipts;

    public HoldUps HeldUp { get; } = new();

    /// <summary>Receipts since start.</summary>
    public long Receipts => Interlocked.Read(ref _receipts);

    public Receipt? Last
    {
        get
        {
            lock (_gate) return _last;
        }
    }

    /// <summary>Since when the level above is not reached, and why; null while it is.</summary>
    public (DateTimeOffset Since, string What)? Failing
    {
        get
        {
            lock (_gate) return _failing;
        }
    }

    public ResendState? Resend
    {
        get
        {
            lock (_gate) return _resend;
        }

        set
        {
            lock (_gate) _resend = value;
        }
    }

    public void Delivered(Receipt receipt)
    {
        Interlocked.Increment(ref _receipts);
        lock (_gate) _last = receipt;
    }

    public void Reached()
    {
        lock (_gate) _failing = null;
    }

    /// <returns>True where this is the first failure after a success.</returns>
    public bool Failed(string what, DateTimeOffset now)
    {
        lock (_gate)
        {
            var first = _failing is null;
            _failing = (_failing?.Since ?? now, what);
            return first;
        }
    }
}
