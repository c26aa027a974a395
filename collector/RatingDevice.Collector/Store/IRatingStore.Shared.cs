using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store;

/// <summary>
/// What matters where several collectors write one store. A store with one writer need do nothing for it.
/// </summary>
internal partial interface IRatingStore
{
    /// <summary>True where others may write too: what was read before may be behind.</summary>
    bool Shared => false;

    /// <summary>Those of some journals that are held, as they are now.</summary>
    IReadOnlyList<JournalTail> Tails(IReadOnlyCollection<JournalId> journals) =>
        [.. Journals().Where(j => journals.Contains(j.Journal))
            .Select(j => new JournalTail(j, Anchors(j.Journal)))];

    /// <summary>
    /// Returns once what can be read is as durable as a commit: another's may be seen before its standby has
    /// it. Before an acknowledgement that rests on reading alone.
    /// </summary>
    /// <exception cref="StoreException">It may not be.</exception>
    void Confirm()
    {
        // one writer reads only what it committed
    }

    /// <summary>True where this collector is the one that settles days; one at a time is.</summary>
    /// <exception cref="StoreException">It cannot be asked.</exception>
    bool MaySettle() => true;

    /// <summary>Waits until no other collector takes a served delivery; until disposed none does.</summary>
    /// <exception cref="StoreException">It cannot be asked.</exception>
    IDisposable FeedTurn() => new NoTurn();

    /// <summary>Typed rows of some journals beyond a number, the newest of them, in order of time.</summary>
    IReadOnlyList<CounterEvent> Beyond(IReadOnlyDictionary<JournalId, long> seen, int most) =>
        [.. seen.SelectMany(s => Events(s.Key).Where(e => e.N > s.Value))
            .OrderBy(e => e.At).ThenBy(e => e.Journal).ThenBy(e => e.N).TakeLast(most)];

    private sealed class NoTurn : IDisposable
    {
        public void Dispose()
        {
            // there is nobody to wait for
        }
    }
}

/// <summary>What must be known of a journal to take its next batch.</summary>
/// <param name="State">Its head.</param>
/// <param name="Anchors">Its boots as placed.</param>
internal sealed record JournalTail(JournalState State, IReadOnlyList<BootAnchor> Anchors);
