using Npgsql;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>The chains of statements in the database.</summary>
internal sealed class PostgresStatements(PostgresReader read, Action<Action<PostgresWriter>> write)
    : IStatementStore
{
    private const string Columns = "SELECT envelope, body, hash, kept, receipt FROM statement ";

    public IStatedFigures Figures { get; } = new PostgresStated(read);

    public ChainHead? Head(OutletId outlet) => read.All(
        "SELECT outlet, n, hash FROM chain WHERE outlet = $1 AND n > 0", Chain, outlet.ToString())
        .FirstOrDefault();

    public IReadOnlyDictionary<OutletId, ChainHead> Heads(IReadOnlyCollection<OutletId> outlets) => read.All(
        "SELECT outlet, n, hash FROM chain WHERE outlet = ANY($1) AND n > 0", Chain,
        (object)outlets.Select(o => o.ToString()).ToArray()).ToDictionary(h => h.Outlet);

    public IReadOnlyDictionary<StatedWhen, HeldEdition> Editions(IReadOnlyCollection<StatedWhen> periods) =>
        periods.Count == 0 ? new Dictionary<StatedWhen, HeldEdition>() : read.All(
        "SELECT DISTINCT ON (s.outlet, s.kind, s.first) s.outlet, s.kind, s.first, s.edition, s.hash "
        + "FROM unnest($1::text[], $2::smallint[], $3::integer[]) AS asked(outlet, kind, first) "
        + "JOIN statement s ON s.outlet = asked.outlet AND s.kind = asked.kind AND s.first = asked.first "
        + "ORDER BY s.outlet, s.kind, s.first, s.edition DESC",
        r => KeyValuePair.Create(
            new StatedWhen(
                OutletId.Parse(r.GetString(0)), (PeriodKind)r.GetInt16(1),
                DateOnly.FromDayNumber(r.GetInt32(2))),
            new HeldEdition(r.GetInt32(3), Digest.FromBytes(r.GetFieldValue<byte[]>(4)))),
        periods.Select(p => p.Outlet.ToString()).ToArray(), periods.Select(p => (short)p.Kind).ToArray(),
        periods.Select(p => p.First.DayNumber).ToArray()).ToDictionary();

    public KeptStatement? Find(OutletId outlet, long n) => read.All(
        Columns + "WHERE outlet = $1 AND n = $2", Kept, outlet.ToString(), n).FirstOrDefault();

    public IReadOnlyList<ChainHead> Heads() =>
        read.All("SELECT outlet, n, hash FROM chain WHERE n > 0 ORDER BY outlet", Chain);

    public IEnumerable<KeptStatement> Chain(OutletId outlet, long from = 1) => read.Rows(
        Columns + "WHERE outlet = $1 AND n >= $2 ORDER BY n", Kept, outlet.ToString(), from);

    public IReadOnlyList<KeptStatement> Newest(
        OutletId outlet, PeriodKind kind, DateOnly from, DateOnly to) => read.All(
        "SELECT DISTINCT ON (first) envelope, body, hash, kept, receipt FROM statement "
        + "WHERE outlet = $1 AND kind = $2 AND first BETWEEN $3 AND $4 ORDER BY first, edition DESC",
        Kept, outlet.ToString(), (short)kind, from.DayNumber, to.DayNumber);

    public (DateOnly First, DateOnly Last)? Span(OutletId outlet, PeriodKind kind) => read.All(
        "SELECT min(first), max(first) FROM statement WHERE outlet = $1 AND kind = $2",
        r => r.IsDBNull(0) ? ((DateOnly, DateOnly)?)null
            : (DateOnly.FromDayNumber(r.GetInt32(0)), DateOnly.FromDayNumber(r.GetInt32(1))),
        outlet.ToString(), (short)kind).Single();

    public void Keep(StatementGroup group) => write(w => w.Keep(group));

    public void Confirm() => write(w => w.Confirm());

    public IReadOnlyList<KeptStatement> Unsent(int most, IReadOnlyCollection<OutletId>? without = null) =>
        read.All(
            Columns + "WHERE receipt IS NULL AND outlet <> ALL($2) ORDER BY id LIMIT $1", Kept, most,
            (without ?? []).Select(o => o.ToString()).ToArray());

    public void Receipted(Receipt receipt) => write(w => w.Receipted(receipt));

    public (long Count, DateTimeOffset? Oldest) Backlog() => read.All(
        "SELECT count(*), min(kept) FROM statement WHERE receipt IS NULL",
        r => (r.GetInt64(0), r.IsDBNull(1) ? (DateTimeOffset?)null : PostgresReads.At(r, 1))).Single();

    public IReadOnlyList<DirtyDay> Unsealed(int most) => read.All(
        "SELECT outlet, day, mark FROM unsealed ORDER BY mark LIMIT $1",
        r => new DirtyDay(
            OutletId.Parse(r.GetString(0)), DateOnly.FromDayNumber(r.GetInt32(1)), r.GetInt64(2)), most);

    private static ChainHead Chain(NpgsqlDataReader r) => new(
        OutletId.Parse(r.GetString(0)), r.GetInt64(1), Digest.FromBytes(r.GetFieldValue<byte[]>(2)));

    // What does not fit its digest was altered where it lies: reading says so instead of passing it on.
    private static KeptStatement Kept(NpgsqlDataReader r) => new(
        StoredStatement.Read(
            r.GetFieldValue<byte[]>(0), r.GetFieldValue<byte[]>(1),
            Digest.FromBytes(r.GetFieldValue<byte[]>(2))),
        PostgresReads.At(r, 3),
        r.IsDBNull(4) ? null : StoredStatement.Receipt(r.GetFieldValue<byte[]>(4)));
}
