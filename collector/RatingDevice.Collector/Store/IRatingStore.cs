using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store;

/// <summary>
/// What the branch holds. One writer; <see cref="Commit"/> is one transaction and durable when it returns.
/// Readers see committed state only and never block the writer. Adapter: Sqlite.
/// </summary>
internal interface IRatingStore : IDisposable
{
    /// <summary>Every journal with its committed head.</summary>
    IReadOnlyList<JournalState> Journals();

    /// <summary>Every boot of a journal that has been placed in time.</summary>
    IReadOnlyList<BootAnchor> Anchors(JournalId journal);

    /// <summary>Writes all of a group or nothing.</summary>
    /// <exception cref="StoreException">Nothing was kept; the devices will send again.</exception>
    void Commit(IntakeGroup group);

    /// <summary>The verbatim evidence of a journal in order, from a number on.</summary>
    IEnumerable<Segment> Evidence(JournalId journal, long from = 1);

    /// <summary>
    /// Typed rows whose business day lies in the range, in order of time, journal and number.
    /// </summary>
    IEnumerable<CounterEvent> Events(DateOnly from, DateOnly to);

    /// <summary>Typed rows of one journal in order of number.</summary>
    IEnumerable<CounterEvent> Events(JournalId journal);

    /// <summary>
    /// Rollup cells whose business day lies in the range, sorted by key; cells of 0 are left out.
    /// </summary>
    IEnumerable<RollupCell> Rollups(DateOnly from, DateOnly to);

    /// <summary>
    /// Sums of rollup cells of one grain, sorted by key; sums of 0 are left out. Reading a month costs what
    /// the month's tellers and measures cost, however many ratings lie behind them.
    /// </summary>
    IEnumerable<RollupCell> Sums(SumQuery query) => Rollups(query.From, query.To).Where(query.Asks)
        .GroupBy(c => RollupKey.Of(c) with { Slot = SumQuery.Slot(c.Slot, query.Grain) })
        .OrderBy(g => g.Key).Select(g => g.Key.Cell(g.Sum(c => c.Count))).Where(c => c.Count != 0);

    /// <summary>Typed rows of one outlet on one business day, in order of time, journal and
    /// number.</summary>
    IEnumerable<CounterEvent> Events(OutletId outlet, DateOnly day) =>
        Events(day, day).Where(e => e.Post.Outlet == outlet);

    /// <summary>Refused payloads, newest first.</summary>
    IReadOnlyList<QuarantinedPayload> Quarantine(int most);

    /// <summary>Refused payloads that were pushed out by newer ones, since the store was made.</summary>
    long QuarantineDropped();
}

/// <summary>The store failed; nothing of the group was kept.</summary>
internal sealed class StoreException(string message, Exception inner) : Exception(message, inner);
