using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>The chains of statements in the branch's file.</summary>
internal sealed class SqliteStatements(SqliteRatingStore store) : IStatementStore
{
    public IStatedFigures Figures { get; } = new SqliteStated(store);

    private const string Columns = "SELECT envelope, body, hash, kept, receipt FROM statement ";

    private const string Last = "SELECT outlet, n, hash FROM statement s WHERE n = "
        + "(SELECT max(n) FROM statement WHERE outlet = s.outlet) ";

    public ChainHead? Head(OutletId outlet) => store.Read(
        Last + "AND outlet = $outlet", Chain, ("$outlet", outlet.ToString())).FirstOrDefault();

    public IReadOnlyList<ChainHead> Heads() => [.. store.Read(Last + "ORDER BY outlet", Chain)];

    public IEnumerable<KeptStatement> Chain(OutletId outlet, long from = 1) => store.Read(
        Columns + "WHERE outlet = $outlet AND n >= $from ORDER BY n", Kept,
        ("$outlet", outlet.ToString()), ("$from", from));

    public IReadOnlyList<KeptStatement> Newest(
        OutletId outlet, PeriodKind kind, DateOnly from, DateOnly to) =>
    [
        .. store.Read(
            Columns.Replace("statement ", "statement s ", StringComparison.Ordinal)
            + """
            WHERE outlet = $outlet AND kind = $kind AND first BETWEEN $from AND $to AND edition = (
                SELECT max(edition) FROM statement WHERE outlet = s.outlet AND kind = s.kind
                AND first = s.first)
            ORDER BY first
            """, Kept, ("$outlet", outlet.ToString()), ("$kind", (int)kind), ("$from", from.DayNumber),
            ("$to", to.DayNumber)),
    ];

    public (DateOnly First, DateOnly Last)? Span(OutletId outlet, PeriodKind kind) => store.Read(
        "SELECT min(first), max(first) FROM statement WHERE outlet = $outlet AND kind = $kind",
        r => r.IsDBNull(0) ? ((DateOnly, DateOnly)?)null
            : (DateOnly.FromDayNumber(r.GetInt32(0)), DateOnly.FromDayNumber(r.GetInt32(1))),
        ("$outlet", outlet.ToString()), ("$kind", (int)kind)).Single();

    public void Keep(StatementGroup group) => store.Write(w => w.Keep(group));

    public IReadOnlyList<KeptStatement> Unsent(int most, IReadOnlyCollection<OutletId>? without = null) =>
    [
        .. store.Read(
            Columns + "WHERE receipt IS NULL AND outlet NOT IN (SELECT value FROM json_each($without)) "
            + "ORDER BY id LIMIT $most",
            Kept, ("$without", $"[{string.Join(',', (without ?? []).Select(o => $"\"{o}\""))}]"),
            ("$most", most)),
    ];

    public void Receipted(Receipt receipt) => store.Write(w => w.Receipted(receipt));

    public (long Count, DateTimeOffset? Oldest) Backlog() => store.Read(
        "SELECT count(*), min(kept) FROM statement WHERE receipt IS NULL",
        r => (r.GetInt64(0), r.IsDBNull(1) ? (DateTimeOffset?)null : SqliteReads.At(r, 1))).Single();

    public IReadOnlyList<DirtyDay> Unsealed(int most) => [.. store.Read(
        "SELECT outlet, day, mark FROM unsealed ORDER BY mark LIMIT $most", SqliteServedReads.Day,
        ("$most", most))];

    private static ChainHead Chain(SqliteDataReader r) => new(
        OutletId.Parse(r.GetString(0)), r.GetInt64(1), Digest.FromBytes((byte[])r[2]));

    // What does not fit its digest was altered where it lies: reading says so instead of passing it on.
    private static KeptStatement Kept(SqliteDataReader r)
    {
        var signed = StoredStatement.Read((byte[])r[0], (byte[])r[1], Digest.FromBytes((byte[])r[2]));
        return new(signed, SqliteReads.At(r, 3),
            r.IsDBNull(4) ? null : StoredStatement.Receipt((byte[])r[4]));
    }
}
