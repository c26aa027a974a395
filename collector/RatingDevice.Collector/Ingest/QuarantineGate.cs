namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Lets so many refused payloads a second through to the disk, after a first burst: a flood of rubbish costs
/// neither disk nor log. For one thread.
/// </summary>
internal sealed class QuarantineGate(int burst, int perSecond, TimeProvider time)
{
    private double _left = burst;
    private long _since = time.GetTimestamp();

    /// <summary>True where one more may be kept.</summary>
    public bool TryPass()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(burst, _left + (time.GetElapsedTime(_since, now).TotalSeconds * perSecond));
        _since = now;
        if (_left < 1) return false;
        _left--;
        return true;
    }
}
