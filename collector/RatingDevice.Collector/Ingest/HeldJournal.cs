using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>A journal as far as it is held when a batch is judged.</summary>
/// <param name="State">Its head.</param>
/// <param name="HashOf">Digest of a held line below the head, by number.</param>
internal sealed record HeldJournal(JournalState State, Func<long, Digest> HashOf)
{
    /// <summary>Digest of any held line.</summary>
    public Digest Hash(long n) => n == State.Head ? State.Hash : HashOf(n);
}
