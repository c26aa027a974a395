namespace RatingDevice.Collector.Ingest;

/// <summary>What ingest has done since start; written by its loop only, read by anyone.</summary>
internal sealed class IngestCounters
{
    /// <summary>Messages taken from the intake.</summary>
    public long Messages { get; set; }

    /// <summary>Batches that brought new lines, committed.</summary>
    public long Batches { get; set; }

    /// <summary>New lines committed.</summary>
    public long Entries { get; set; }

    /// <summary>Batches that were held already.</summary>
    public long Duplicates { get; set; }

    /// <summary>Batches that came before the ones they follow; the ack says from where to send.</summary>
    public long Gaps { get; set; }

    /// <summary>Payloads refused.</summary>
    public long Refused { get; set; }

    /// <summary>Refused payloads not kept because too many came at once.</summary>
    public long QuarantineSkipped { get; set; }

    /// <summary>Journal messages the broker had kept: never taken, a device sends again.</summary>
    public long RetainedIgnored { get; set; }

    /// <summary>Status messages passed over: malformed, or of a device not registered there.</summary>
    public long StatusIgnored { get; set; }

    /// <summary>
    /// Groups judged once more because another collector was faster; their messages count twice above.
    /// </summary>
    public long Conflicts { get; set; }

    /// <summary>Groups dropped because the store failed; their devices send again.</summary>
    public long StoreFailures { get; set; }
}
