using Npgsql;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// The store of a bank's several collectors: one PostgreSQL, with its standby. Any number of them may write:
/// a group is kept only where its journals are where it was judged against.
/// </summary>
internal sealed class PostgresRatingStore : IRatingStore
{
    private const int FirstSegments = 1, MoreSegments = 64;

    private readonly PostgresSource _source;
    private readonly PostgresReader _read;
    private readonly PostgresWriter? _writer;
    private readonly Action _gone;
    private PostgresTurn? _settles;

    private PostgresRatingStore(
        PostgresSource source, PostgresReader read, PostgresWriter? writer, Action? gone = null) =>
        (_source, _read, _writer, _gone, Statements) =
            (source, read, writer, gone ?? (() => { }), new PostgresStatements(read, write => Write(write)));

    /// <inheritdoc/>
    public bool Shared => true;

    public IStatementStore Statements { get; }

    /// <summary>Opens or makes the store; other collectors may do so too.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="quarantineMost">Refused payloads kept, and contradictions; beyond it the oldest go,
    /// counted.</param>
    /// <param name="gone">Called once it is closed.</param>
    /// <exception cref="StoreException">Cannot be reached, or is of a newer version.</exception>
    public static PostgresRatingStore Open(
        PostgresSettings settings, int quarantineMost = 10_000, Action? gone = null) =>
        Open(settings, source =>
        {
            PostgresSchema.Migrate(source);
            return new(source, new(source), new(source, quarantineMost), gone);
        });

    /// <summary>
    /// Opens for reading only, as of one moment: everything read until disposal fits together, while
    /// collectors go on writing. For export and verify.
    /// </summary>
    /// <exception cref="StoreException">Not there, or of another version.</exception>
    public static PostgresRatingStore OpenSnapshot(PostgresSettings settings) => Open(settings, source =>
        new(source, PostgresReader.AtOneMoment(source), null));

    public void Commit(IntakeGroup group) => Write(w => w.Commit(group));

    public void Commit(ServedGroup group) => Write(w => w.Commit(group));

    public void Settle(SettledDay day) => Write(w =>
    {
        if (DayCheck.Refusal(day) is { } refusal) throw new InvalidOperationException($"{refusal}.");
        w.Settle(day);
    });

    public IReadOnlyList<DirtyDay> Dirty(int most) =>
        _read.All(PostgresServedReads.Dirty, PostgresServedReads.Day, most);

    public IReadOnlyList<JournalState> Journals() => _read.All(PostgresReads.Journals, PostgresReads.Journal);

    public IReadOnlyList<JournalTail> Tails(IReadOnlyCollection<JournalId> journals)
    {
        object names = journals.Select(j => j.ToString()).ToArray();
        var states = _read.All(PostgresReads.SomeJournals, PostgresReads.Journal, names);
        if (states.Count == 0) return [];
        var anchors = _read.All(PostgresReads.Anchors, PostgresReads.Anchor, names).ToLookup(a => a.Journal);
        return states.ConvertAll(s => new JournalTail(s, [.. anchors[s.Journal]]));
    }

    public IReadOnlyList<BootAnchor> Anchors(JournalId journal) =>
        _read.All(PostgresReads.Anchors, PostgresReads.Anchor, (object)new[] { journal.ToString() });

    // A few at a time: whoever wants but one line must not make the server send the rest.
    public IEnumerable<Segment> Evidence(JournalId journal, long from = 1)
    {
        for (var most = FirstSegments; ; most = MoreSegments)
        {
            var some = _read.All(
                PostgresReads.Evidence, r => PostgresReads.Segment(r, journal), journal.ToString(), from,
                most);
            foreach (var segment in some) yield return segment;
            if (some.Count < most) yield break;
            from = some[^1].Last + 1;
        }
    }

    public IEnumerable<CounterEvent> Events(DateOnly from, DateOnly to) => _read.Rows(
        PostgresReads.EventsByDay, PostgresReads.Event, PostgresSlots.First(from), PostgresSlots.Last(to));

    public IEnumerable<CounterEvent> Events(JournalId journal) =>
        _read.Rows(PostgresReads.EventsOfJournal, PostgresReads.Event, journal.ToString());

    public IEnumerable<CounterEvent> Events(OutletId outlet, DateOnly day) => _read.Rows(
        PostgresReads.EventsOfPlace, PostgresReads.Event, PostgresSlots.First(day), outlet.ToString());

    public IReadOnlyList<CounterEvent> Beyond(IReadOnlyDictionary<JournalId, long> seen, int most)
    {
        var newest = _read.All(
            PostgresReads.EventsBeyond, PostgresReads.Event, seen.Keys.Select(j => j.ToString()).ToArray(),
            seen.Values.ToArray(), most);
        newest.Reverse();
        return newest;
    }

    public IReadOnlyList<DeviceMoment> Moments(OutletId outlet, DateOnly day) => _read.All(
        PostgresServedReads.MomentsOfDay, PostgresServedReads.Moment, PostgresSlots.First(day),
        outlet.ToString());

    public IEnumerable<DeviceMoment> Moments(JournalId journal) =>
        _read.Rows(PostgresServedReads.MomentsOfJournal, PostgresServedReads.Moment, journal.ToString());

    public IEnumerable<RollupCell> Rollups(DateOnly from, DateOnly to) =>
        Cells(new(Grain.Hour, from, to, []), [CellKind.Tallied]);

    public IEnumerable<RollupCell> Sums(SumQuery query) => Cells(query, CellKind.Of(query));

    public IReadOnlyList<ServedRow> Served(OutletId outlet, DateOnly day) => _read.All(
        PostgresServedReads.Served, PostgresServedReads.Row, outlet.ToString(), day.DayNumber);

    public IReadOnlyList<ServedContradiction> Contradictions(int most) =>
        _read.All(PostgresServedReads.Contradictions, PostgresServedReads.Contradiction, most);

    public long ContradictionsDropped() => Dropped("contradiction");

    public IReadOnlyList<QuarantinedPayload> Quarantine(int most) =>
        _read.All(PostgresReads.Quarantine, PostgresReads.Quarantined, most);

    public long QuarantineDropped() => Dropped("quarantine");

    public void Confirm() => Write(w => w.Confirm());

    public bool MaySettle()
    {
        if (_settles?.StillHeld() == false)
        {
            _settles.Dispose();
            _settles = null;
        }

        return Told("be asked who settles",
            () => _settles ??= PostgresTurn.Try(_source, PostgresLocks.Settling)) is not null;
    }

    public IDisposable FeedTurn() =>
        Told("be waited for", () => PostgresTurn.Wait(_source, PostgresLocks.Feed));

    public void Dispose()
    {
        _settles?.Dispose();
        _read.Dispose();
        _writer?.Dispose();
        _source.Return();
        _gone();
    }

    private static PostgresRatingStore Open(
        PostgresSettings settings, Func<PostgresSource, PostgresRatingStore> open)
    {
        PostgresSource? source = null;
        try
        {
            source = PostgresSource.Rent(settings);
            return open(source);
        }
        catch (Exception e) when (PostgresErrors.Known(e))
        {
            source?.Return();
            throw PostgresErrors.Told($"The store {settings} cannot be opened", e);
        }
    }

    private long Dropped(string what) => _read.All(PostgresReads.Dropped, r => r.GetInt64(0), what).Single();

    private IEnumerable<RollupCell> Cells(SumQuery query, IReadOnlyList<int> kinds)
    {
        var (sql, values) = PostgresSums.Of(query, kinds);
        return _read.Rows(sql, PostgresSums.Reader(), values);
    }

    private void Write(Action<PostgresWriter> write)
    {
        if (_writer is null) throw new InvalidOperationException("a snapshot cannot be written");
        try
        {
            write(_writer);
        }
        catch (Exception e) when (PostgresErrors.Known(e))
        {
            if (e is not PostgresException { IsTransient: false } and not PostgresConflict) _writer.Forget();
            throw PostgresErrors.Told("The group is not known to be kept", e);
        }
    }

    private T Told<T>(string what, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (PostgresErrors.Known(e))
        {
            throw PostgresErrors.Told($"The store {_source} cannot {what}", e);
        }
    }
}
