namespace RatingDevice.Collector.Ingest;

/// <summary>How much ingest takes on at a time.</summary>
internal sealed record IngestLimits
{
    /// <summary>A commit group is closed once it has this many entries; 1 to 100,000.</summary>
    public int GroupEntries { get; init; } = 4000;

    /// <summary>Messages read together before they are judged one by one.</summary>
    public int ReadAhead { get; init; } = 8;

    /// <summary>Refused payloads kept at once before the rate below applies; the rest is counted.</summary>
    public int QuarantineBurst { get; init; } = 200;

    /// <summary>Refused payloads kept a second in the long run.</summary>
    public int QuarantinePerSecond { get; init; } = 10;

    /// <summary>Pause after a first failure of the store.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The pause doubles with each further failure up to this.</summary>
    public TimeSpan MostPause { get; init; } = TimeSpan.FromSeconds(10);
}
