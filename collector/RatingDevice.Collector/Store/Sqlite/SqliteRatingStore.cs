using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// The branch's store in one SQLite file: write-ahead log, one sync a commit. Commits may come from any
/// thread and wait for each other; so may reads, each on a connection of its own.
/// </summary>
internal sealed class SqliteRatingStore : IRatingStore
{
    private readonly Lock _gate = new();
    private readonly SqliteCellNames _names = new();
    private readonly SqliteStoreOptions _options;
    private readonly SqliteConnection? _own;
    private readonly SqliteWriter? _writer;

    private SqliteRatingStore(SqliteStoreOptions options, SqliteConnection own, bool writes)
    {
        _options = options;
        _own = own;
        _writer = writes ? new SqliteWriter(own, options.QuarantineMost) : null;
        Statements = new SqliteStatements(this);
        Words = new(this);
    }

    /// <summary>The connection all reads go through; null where each has its own.</summary>
    private SqliteConnection? Shared => _writer is null || _options.Exclusive ? _own : null;

    /// <summary>Opens or makes the store; the only writer.</summary>
    /// <exception cref="StoreException">Cannot be opened, or is of a newer version.</exception>
    public static SqliteRatingStore Open(SqliteStoreOptions options)
    {
        var connection = SqliteFile.OpenWriter(options);
        try
        {
            return new(options, connection, writes: true);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StoreException($"The store {options.DataSource} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>
    /// Opens for reading only, as of one moment: everything read until disposal fits together, while the
    /// collector goes on writing. For export and verify.
    /// </summary>
    /// <exception cref="StoreException">Not there, or of another version.</exception>
    public static SqliteRatingStore OpenSnapshot(SqliteStoreOptions options) =>
        new(options, SqliteFile.OpenSnapshot(options), writes: false);

    public IStatementStore Statements { get; }

    internal SqliteWords Words { get; }

    public void Commit(IntakeGroup group) => Write(w => w.Commit(group));

    public void Commit(ServedGroup group) => Write(w => w.Commit(group));

    public void Settle(SettledDay day) => Write(w =>
    {
        if (DayCheck.Refusal(day) is { } refusal) throw new InvalidOperationException($"{refusal}.");
        w.Settle(day);
    });

    public IReadOnlyList<DirtyDay> Dirty(int most) =>
        [.. Read(SqliteServedReads.Dirty, SqliteServedReads.Day, ("$most", most))];

    public IReadOnlyList<JournalState> Journals() => [.. Read(SqliteReads.Journals, SqliteReads.Journal)];

    public IReadOnlyList<BootAnchor> Anchors(JournalId journal) =>
        [.. Read(SqliteReads.Anchors, r => SqliteReads.Anchor(r, journal), ("$journal", journal.ToString()))];

    public IEnumerable<Segment> Evidence(JournalId journal, long from = 1) => Read(
        SqliteReads.Evidence, r => SqliteReads.Segment(r, journal),
        ("$journal", journal.ToString()), ("$from", from));

    public IEnumerable<CounterEvent> Events(DateOnly from, DateOnly to) =>
        Read(SqliteReads.EventsByDay, SqliteReads.Event, Days(from, to));

    public IEnumerable<CounterEvent> Events(JournalId journal) =>
        Read(SqliteReads.EventsOfJournal, SqliteReads.Event, ("$journal", journal.ToString()));

    public IEnumerable<CounterEvent> Events(OutletId outlet, DateOnly day) =>
        Read(SqliteReads.EventsOfPlace, SqliteReads.Event, Place(outlet, day));

    public IReadOnlyList<DeviceMoment> Moments(OutletId outlet, DateOnly day) =>
        [.. Read(SqliteServedReads.MomentsOfDay, SqliteServedReads.Moment, Place(outlet, day))];

    public IEnumerable<DeviceMoment> Moments(JournalId journal) => Read(
        SqliteServedReads.MomentsOfJournal, SqliteServedReads.Moment, ("$journal", journal.ToString()));

    public IEnumerable<RollupCell> Rollups(DateOnly from, DateOnly to) =>
        Cells(new(Grain.Hour, from, to, []), [CellKind.Tallied]);

    public IEnumerable<RollupCell> Sums(SumQuery query) => query.Together
        ? Together(query) : Cells(query, CellKind.Of(query));

    public IReadOnlyList<ServedRow> Served(OutletId outlet, DateOnly day) => [.. Read(
        SqliteServedReads.Served, SqliteServedReads.Row,
        ("$outlet", outlet.ToString()), ("$day", day.DayNumber))];

    public IReadOnlyList<ServedContradiction> Contradictions(int most) =>
        [.. Read(SqliteServedReads.Contradictions, SqliteServedReads.Contradiction, ("$most", most))];

    public long ContradictionsDropped() =>
        Read(SqliteServedReads.ContradictionsDropped, r => r.GetInt64(0)).Single();

    public IReadOnlyList<QuarantinedPayload> Quarantine(int most) =>
        [.. Read(SqliteReads.Quarantine, SqliteReads.Quarantined, ("$most", most))];

    public long QuarantineDropped() => Read(SqliteReads.QuarantineDropped, r => r.GetInt64(0)).Single();

    public void Dispose()
    {
        _writer?.Dispose();
        _own?.Dispose();
        SqliteFile.ClosePool(_options);
    }

    private static (string, object)[] Days(DateOnly from, DateOnly to) =>
        [("$from", SlotNumber.First(from)), ("$to", SlotNumber.Last(to))];

    private static (string, object)[] Place(OutletId outlet, DateOnly day) =>
        [("$from", SlotNumber.First(day)), ("$outlet", outlet.ToString())];

    internal void Write(Action<SqliteWriter> write)
    {
        if (_writer is null) throw new InvalidOperationException("a snapshot cannot be written");
        try
        {
            lock (_gate) write(_writer);
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            throw new StoreException($"The group was not kept: {e.Message}", e);
        }
    }

    private IEnumerable<RollupCell> Cells(SumQuery query, IReadOnlyList<int> kinds)
    {
        var shared = Shared;
        var connection = shared ?? SqliteFile.OpenReader(_options);
        try
        {
            using var slots = Guard(() => new SqliteSums(connection, _names, query, kinds));
            while (Guard(slots.Next) is { } cells)
                foreach (var cell in cells) yield return cell;
        }
        finally
        {
            if (shared is null) connection.Dispose();
        }
    }

    private IReadOnlyList<RollupCell> Together(SumQuery query)
    {
        var shared = Shared;
        var connection = shared ?? SqliteFile.OpenReader(_options);
        try
        {
            return Guard(() => SqliteTogether.Read(connection, _names, query, CellKind.Of(query)));
        }
        finally
        {
            if (shared is null) connection.Dispose();
        }
    }

    internal IEnumerable<T> Read<T>(
        string sql, Func<SqliteDataReader, T> row, params (string Name, object Value)[] parameters)
    {
        var shared = Shared;
        var connection = shared ?? SqliteFile.OpenReader(_options);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
            using var reader = Guard(command.ExecuteReader);
            while (Guard(reader.Read)) yield return Guard(() => row(reader));
        }
        finally
        {
            if (shared is null) connection.Dispose();
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is SqliteException or FormatException or ArgumentException
            or InvalidCastException or TimeZoneNotFoundException or InvalidOperationException)
        {
            throw new StoreException($"The store {_options.DataSource} cannot be read: {e.Message}", e);
        }
    }
}
