using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Sealing;

/// <summary>All that a day's statement is made of.</summary>
/// <param name="Outlet">Whose.</param>
/// <param name="Day">Which.</param>
/// <param name="Figures">Cells of the day for figures, tallied and derived.</param>
/// <param name="Waits">Cells of the day by waiting time.</param>
/// <param name="Ranges">What journals have of it.</param>
/// <param name="Served">What the feed told, in order of ticket.</param>
internal sealed record DayHoldings(
    OutletId Outlet, DateOnly Day, IReadOnlyList<RollupCell> Figures, IReadOnlyList<RollupCell> Waits,
    IReadOnlyList<JournalRange> Ranges, IReadOnlyList<ServedRow> Served)
{
    /// <summary>Reads a day.</summary>
    /// <param name="store">Best a snapshot: it is read more than once.</param>
    /// <param name="outlet">Whose.</param>
    /// <param name="day">Which.</param>
    /// <param name="keys">Reads the journals' keys.</param>
    /// <exception cref="StoreException">The store failed, or does not hold a line it has a row
    /// of.</exception>
    public static DayHoldings Read(IRatingStore store, OutletId outlet, DateOnly day, KeyRing keys)
    {
        IReadOnlyList<RollupCell> Cells(MeasureFamily family) =>
            [.. store.Sums(new(Grain.Day, day, day, [family], outlet))];
        return new(
            outlet, day, Cells(MeasureFamily.Figures), Cells(MeasureFamily.Waits),
            JournalRange.Read(store, outlet, day, keys), store.Served(outlet, day));
    }
}

/// <summary>What a journal has of an outlet's business day: its first and last entry, and the device's
/// signature that covers both.</summary>
internal sealed record JournalRange(
    Post Post, JournalId Journal, long First, long Last, Digest Hash, Digest Key, long SignedTo, string Sig)
{
    internal static IReadOnlyList<JournalRange> Read(
        IRatingStore store, OutletId outlet, DateOnly day, KeyRing keys)
    {
        var written = store.Events(outlet, day).Select(e => (e.Journal, e.N, e.Post))
            .Concat(store.Moments(outlet, day).Select(m => (m.Journal, m.N, m.Post)))
            .ToLookup(w => w.Journal);
        var states = written.Count == 0 ? [] : store.Journals().ToDictionary(j => j.Journal);
        return [.. written.Select(w => Of(store, states[w.Key], w.Min(e => e.N), w.MaxBy(e => e.N), keys))];
    }

    private static JournalRange Of(
        IRatingStore store, JournalState state, long first, (JournalId, long N, Post Post) last, KeyRing keys)
    {
        var held = HeldLine.Find([], store, state.Journal, last.N);
        if (held is null || !WireText.TryReadHeader(held.Segment.Header.Span, out var header, out _)
            || keys.Find(state.Key) is not { } key)
        {
            throw new StoreException($"Line {last.N} of journal {state.Journal} is not held as it was sent.",
                new InvalidDataException("see verify"));
        }

        return new(last.Post, state.Journal, first, last.N, held.Hash, key.Fingerprint, held.Segment.Last,
            header.Sig);
    }
}
