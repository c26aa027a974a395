using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Store;

/// <summary>
/// What the branch holds. Each commit is one transaction, and durable when it returns; ingest, the served
/// feed and settling commit from threads of their own, one after another. Readers see committed state only
/// and never block the writer. Adapters: Sqlite, LiteDb, Postgres.
/// </summary>
internal partial interface IRatingStore : ISums, IDisposable
{
    /// <summary>Every journal with its committed head.</summary>
    IReadOnlyList<JournalState> Journals();

    /// <summary>Every boot of a journal that has been placed in time.</summary>
    IReadOnlyList<BootAnchor> Anchors(JournalId journal);

    /// <summary>Writes all of a group or nothing; marks the days of its rows and moments.</summary>
    /// <exception cref="StoreException">Nothing is known to be kept; the devices will send again. A conflict
    /// where a journal was taken further than the group was judged against.</exception>
    void Commit(IntakeGroup group);

    /// <summary>Writes all of a delivery or nothing; marks the days of its rows.</summary>
    /// <exception cref="StoreException">Nothing was kept: the store failed, a new row's key is held, or a
    /// completed one's is not.</exception>
    void Commit(ServedGroup group);

    /// <summary>
    /// Puts a day's derived cells in the place of those held, and takes its mark away if it is still the
    /// same: what came since is settled by a later one. Marks the day for its statement.
    /// </summary>
    /// <exception cref="StoreException">Nothing was kept: the store failed, or a cell is not derived, or not
    /// of that day and outlet.</exception>
    void Settle(SettledDay day);

    /// <summary>Marked days, the oldest mark first.</summary>
    IReadOnlyList<DirtyDay> Dirty(int most);

    /// <summary>The verbatim evidence of a journal in order, from a number on.</summary>
    IEnumerable<Segment> Evidence(JournalId journal, long from = 1);

    /// <summary>
    /// Typed rows whose business day lies in the range, in order of time, journal and number.
    /// </summary>
    IEnumerable<CounterEvent> Events(DateOnly from, DateOnly to);

    /// <summary>Typed rows of one journal in order of number.</summary>
    IEnumerable<CounterEvent> Events(JournalId journal);

    /// <summary>Typed rows of one outlet on one business day, in order of time, journal and
    /// number.</summary>
    IEnumerable<CounterEvent> Events(OutletId outlet, DateOnly day);

    /// <summary>What devices told of themselves at one outlet on one business day, in order of time, journal
    /// and number.</summary>
    IReadOnlyList<DeviceMoment> Moments(OutletId outlet, DateOnly day);

    /// <summary>What one journal tells of its device, in order of number.</summary>
    IEnumerable<DeviceMoment> Moments(JournalId journal);

    /// <summary>
    /// Cells that follow entries (<see cref="Tally"/>'s) whose business day lies in the range, sorted by key;
    /// cells of 0 are left out.
    /// </summary>
    IEnumerable<RollupCell> Rollups(DateOnly from, DateOnly to);

    /// <summary>What the feed told of an outlet's business day, in order of ticket.</summary>
    IReadOnlyList<ServedRow> Served(OutletId outlet, DateOnly day);

    /// <summary>Rows of the feed that were not taken, newest first.</summary>
    IReadOnlyList<ServedContradiction> Contradictions(int most);

    /// <summary>Contradictions that were pushed out by newer ones, since the store was made.</summary>
    long ContradictionsDropped();

    /// <summary>Refused payloads, newest first.</summary>
    IReadOnlyList<QuarantinedPayload> Quarantine(int most);

    /// <summary>Refused payloads that were pushed out by newer ones, since the store was made.</summary>
    long QuarantineDropped();

    /// <summary>The chains of statements kept beside the ratings.</summary>
    IStatementStore Statements { get; }
}

/// <summary>The store failed, or refused; nothing of the group was kept.</summary>
internal sealed class StoreException(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>
    /// True where another writer was faster or in the way: against what is held now it may be right.
    /// </summary>
    public bool Conflict { get; init; }
}
