using LiteDB;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// The branch's store in one LiteDB file and its log: two syncs a commit. Whoever reads a lot reads in
/// portions, each on its own, so that a commit waits for one portion at most; what is committed after the
/// first portion is left out of the others.
/// </summary>
internal sealed class LiteDbRatingStore : IRatingStore
{
    private const int Portion = 64;

    private readonly Lock _gate = new();
    private readonly LiteDbStoreOptions _options;
    private readonly ILiteDbReader _reader;
    private readonly LiteDbFiles? _files;
    private LiteDbNames? _names;
    private int _namesOf;

    private LiteDbRatingStore(LiteDbStoreOptions options, ILiteDbReader reader)
    {
        (_options, _reader, _files) = (options, reader, reader as LiteDbFiles);
        Statements = new LiteDbStatements(this);
    }

    public IStatementStore Statements { get; }

    /// <summary>Opens or makes the store; the only writer.</summary>
    /// <exception cref="StoreException">Cannot be opened, or is of a newer version.</exception>
    public static LiteDbRatingStore Open(LiteDbStoreOptions options) =>
        new(options, Guard(options, "opened", () => new LiteDbFiles(options)));

    /// <summary>
    /// Opens for reading only, as of one moment, while the collector goes on writing. For export and verify.
    /// </summary>
    /// <exception cref="StoreException">Not there, or of a newer version.</exception>
    public static LiteDbRatingStore OpenSnapshot(LiteDbStoreOptions options) =>
        new(options, Guard(options, "opened", () => new LiteDbSnapshot(options)));

    public void Commit(IntakeGroup group) => Write(
        (db, names) => GroupCheck.Refusal(
            group, names, journal => LiteDbReads.Anchors(db, names, journal),
            m => db.GetCollection(LiteDbSchema.Moment).FindById(LiteDbMoments.Key(names, m)) is not null),
        w => w.Write(group));

    public void Commit(ServedGroup group) =>
        Write((db, _) => LiteDbServed.Refusal(db, group), w => w.Write(group));

    public void Settle(SettledDay day) => Write((_, _) => DayCheck.Refusal(day), w => w.Write(day));

    public IReadOnlyList<DirtyDay> Dirty(int most) => Read((db, _) => LiteDbMarks.Dirty.Read(db, most));

    public IReadOnlyList<JournalState> Journals() =>
        Read((_, names) => names.Journals.OrderBy(j => j.Journal).ToList());

    public IReadOnlyList<BootAnchor> Anchors(JournalId journal) =>
        Read((db, names) => LiteDbReads.Anchors(db, names, journal));

    public IEnumerable<Segment> Evidence(JournalId journal, long from = 1)
    {
        var (next, last) = Read((db, names) => names.Number(journal) is { } number
            ? (LiteDbReads.SegmentWith(db, number, from),
                LiteDbSchema.Key(number, Math.Max(names.Find(journal)!.Head, from)))
            : (1L, 0L));
        return Portions<Segment>(LiteDbSchema.Segment, next, last,
            (d, names) => [LiteDbDocuments.Segment(d, journal, names)]);
    }

    public IEnumerable<CounterEvent> Events(DateOnly from, DateOnly to)
    {
        var days = Read((db, _) => LiteDbReads.Days(db, from, to));
        var sure = new DateTimeOffset[days.Count + 1]; // what comes from this day on is not earlier
        sure[days.Count] = DateTimeOffset.MaxValue;
        for (var i = days.Count - 1; i >= 0; i--)
            sure[i] = days[i].Earliest < sure[i + 1] ? days[i].Earliest : sure[i + 1];
        var held = new List<CounterEvent>(); // a row may be later than the first of the next day
        for (var i = 0; i < days.Count; i++)
        {
            var day = days[i].Day.DayNumber;
            held.AddRange(Portions(LiteDbSchema.Rows, LiteDbSchema.Key(day, 1),
                LiteDbSchema.Key(day, days[i].Last), LiteDbRows.Read));
            held = [.. held.OrderBy(e => e.At).ThenBy(e => e.Journal).ThenBy(e => e.N)];
            var ripe = held.TakeWhile(e => e.At < sure[i + 1]).ToList();
            foreach (var e in ripe) yield return e;
            held.RemoveRange(0, ripe.Count);
        }
    }

    public IEnumerable<CounterEvent> Events(JournalId journal)
    {
        var last = Read((_, names) => names.Number(journal) is { } number
            ? LiteDbSchema.Key(number, names.Find(journal)!.Head) : 0L);
        var first = last - (last & (LiteDbSchema.Key(1, 0) - 1));
        foreach (var keys in Portions<BsonArray>(
            LiteDbSchema.Segment, first, last, (d, _) => [d["rows"].AsArray]))
        {
            var rows = Read((db, names) => keys
                .Select(k => db.GetCollection(LiteDbSchema.Rows).FindById(k)).OfType<BsonDocument>()
                .SelectMany(d => LiteDbRows.Read(d, names)).OrderBy(e => e.N).ToList());
            foreach (var e in rows) yield return e;
        }
    }

    public IEnumerable<CounterEvent> Events(OutletId outlet, DateOnly day) =>
        Events(day, day).Where(e => e.Post.Outlet == outlet);

    public IReadOnlyList<DeviceMoment> Moments(OutletId outlet, DateOnly day) =>
        Read((db, names) => LiteDbMoments.Read(db, names, outlet, day));

    public IEnumerable<DeviceMoment> Moments(JournalId journal)
    {
        var number = Read((_, names) => names.Number(journal));
        return number is not { } own ? [] : Portions<DeviceMoment>(
            LiteDbSchema.Moment, LiteDbSchema.Key(own, 0), LiteDbSchema.LastKey(own),
            (d, names) => [LiteDbMoments.Moment(d, names)]);
    }

    public IEnumerable<RollupCell> Rollups(DateOnly from, DateOnly to) => Read((db, names) =>
        LiteDbReads.Sums(db, names, new(Grain.Hour, from, to, []), [CellKind.Tallied]));

    public IEnumerable<RollupCell> Sums(SumQuery query) => Read((db, names) =>
        LiteDbReads.Sums(db, names, query, CellKind.Of(query)));

    public IReadOnlyList<ServedRow> Served(OutletId outlet, DateOnly day) =>
        Read((db, _) => LiteDbServed.Read(db, outlet, day));

    public IReadOnlyList<ServedContradiction> Contradictions(int most) =>
        Read((db, _) => LiteDbServed.Contradictions(db, most));

    public long ContradictionsDropped() =>
        Read((db, _) => LiteDbReads.Dropped(db, LiteDbSchema.Refused, LiteDbSchema.LastRefused));

    public IReadOnlyList<QuarantinedPayload> Quarantine(int most) =>
        Read((db, _) => LiteDbReads.Quarantine(db, most));

    public long QuarantineDropped() =>
        Read((db, _) => LiteDbReads.Dropped(db, LiteDbSchema.Quarantine, LiteDbSchema.LastQuarantined));

    public void Dispose() => _reader.Dispose();

    // What is refused is refused before anything is written: what fails later costs opening the file anew.
    internal void Write(Func<LiteDatabase, LiteDbNames, string?> refusal, Action<LiteDbWriter> write)
    {
        if (_files is null) throw new InvalidOperationException("a snapshot cannot be written");
        lock (_gate)
        {
            var refused = Read(refusal);
            try
            {
                if (refused is not null) throw new InvalidDataException($"{refused}.");
                _files.Write(db => write(new LiteDbWriter(db, Names(db), _options.QuarantineMost)));
            }
            catch (Exception e)
            {
                throw new StoreException($"The group was not kept: {e.Message}", e);
            }
        }
    }

    private IEnumerable<T> Portions<T>(
        string collection, long next, long last, Func<BsonDocument, LiteDbNames, IEnumerable<T>> read)
    {
        while (next <= last)
        {
            var from = next;
            var (items, end, whole) = Read((db, names) =>
            {
                var found = LiteDbReads.Range(db, collection, from, last, Portion);
                return (found.SelectMany(d => read(d, names)).ToList(),
                    found.Count == 0 ? last : found[^1]["_id"].AsInt64, found.Count == Portion);
            });
            foreach (var item in items) yield return item;
            if (!whole) yield break;
            next = end + 1;
        }
    }

    internal T Read<T>(Func<LiteDatabase, LiteDbNames, T> read) =>
        Guard(_options, "read", () => _reader.Read(db => read(db, Names(db))));

    private LiteDbNames Names(LiteDatabase db)
    {
        if (_names is null || _namesOf != _reader.Epoch)
            (_names, _namesOf) = (LiteDbNames.Load(db), _reader.Epoch);
        return _names;
    }

    // A damaged file makes LiteDB throw whatever it stumbles over.
    private static T Guard<T>(LiteDbStoreOptions options, string what, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is not StoreException)
        {
            throw new StoreException($"The store {options.Path} cannot be {what}: {e.Message}", e);
        }
    }
}
