using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>The branch's store in one SQLite file.</summary>
internal sealed class SqliteRatingStore : IRatingStore
{
    private SqliteRatingStore()
    {
    }

    /// <summary>Opens or makes the store; the only writer.</summary>
    /// <exception cref="StoreException">Cannot be opened, or is of a newer version.</exception>
    public static SqliteRatingStore Open(SqliteStoreOptions options) => throw new NotImplementedException($"{options}");

    /// <summary>
    /// Opens for reading only, as of one moment: everything read until disposal fits together, while the
    /// collector goes on writing. For export and verify.
    /// </summary>
    /// <exception cref="StoreException">Not there, or of another version.</exception>
    public static SqliteRatingStore OpenSnapshot(SqliteStoreOptions options) =>
        throw new NotImplementedException($"{options}");

    public IReadOnlyList<JournalState> Journals() => throw new NotImplementedException();

    public IReadOnlyList<BootAnchor> Anchors(JournalId journal) => throw new NotImplementedException();

    public void Commit(IntakeGroup group) => throw new NotImplementedException();

    public IEnumerable<Segment> Evidence(JournalId journal, long from = 1) => throw new NotImplementedException();

    public IEnumerable<CounterEvent> Events(DateOnly from, DateOnly to) => throw new NotImplementedException();

    public IEnumerable<CounterEvent> Events(JournalId journal) => throw new NotImplementedException();

    public IEnumerable<RollupCell> Rollups(DateOnly from, DateOnly to) => throw new NotImplementedException();

    public IReadOnlyList<QuarantinedPayload> Quarantine(int most) => throw new NotImplementedException();

    public long QuarantineDropped() => throw new NotImplementedException();

    public void Dispose()
    {
    }
}
