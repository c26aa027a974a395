using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>An answer owed once the group is committed; equal ones are sent once.</summary>
/// <param name="Topic">Of the batch.</param>
/// <param name="Journal">The journal the batch named.</param>
/// <param name="Refused">Why it was not taken; null also for a gap, where the head alone says from where to
/// send.</param>
internal readonly record struct PendingAck(Topic Topic, JournalId Journal, RefusalReason? Refused)
{
    /// <param name="state">The journal as committed; null where nothing of it is held.</param>
    /// <param name="now">Collector's clock.</param>
    public byte[] Write(JournalState? state, DateTimeOffset now) => WireText.Write(new Ack
    {
        V = Limits.Version,
        Journal = Journal,
        N = state?.Head ?? 0,
        Hash = state?.Hash ?? Digest.Zero,
        At = now,
        Refused = Refused,
    });
}
