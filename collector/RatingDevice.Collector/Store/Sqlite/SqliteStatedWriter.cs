using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Writes what figures are made of, in the transaction that keeps the statements.</summary>
internal sealed class SqliteStatedWriter(SqliteConnection connection, SqliteNumbers<string> words)
    : IDisposable
{
    private readonly SqliteStatement _held = new(connection,
        """
        SELECT grain, part, first, teller, counts FROM stated
        WHERE grain = ?1 AND part IN (0, 1, 2) AND first = ?2 AND outlet = ?5
        UNION ALL SELECT grain, part, first, teller, counts FROM stated
        WHERE grain = ?3 AND part IN (0, 1, 2) AND first = ?4 AND outlet = ?5
        """);

    private readonly SqliteStatement _put = new(connection,
        """
        INSERT INTO stated(grain, part, first, outlet, teller, counts) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET counts = excluded.counts
        """);

    private readonly SqliteStatement _gone = new(connection,
        "DELETE FROM stated WHERE grain = ? AND part = ? AND first = ? AND outlet = ? AND teller = ?");

    private readonly SqliteStatement _report = new(connection,
        """
        INSERT INTO report(kind, first, outlet, n, edition, hash, entries, missing, kept, came)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
        ON CONFLICT DO UPDATE SET n = ?4, edition = ?5, hash = ?6, entries = ?7, missing = ?8, kept = ?9
        """);

    private readonly SqliteStatement _teller = new(connection,
        """
        INSERT INTO stated_teller(teller, outlet, name, seen) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET name = excluded.name, seen = excluded.seen WHERE excluded.seen >= seen
        """);

    public void Keep(StatedPeriod period)
    {
        var r = period.Report;
        var outlet = words.Of(r.Outlet.ToString());
        _report.Row().Bind((long)r.Period.Kind).Bind(r.Period.From.DayNumber).Bind(outlet).Bind(r.N)
            .Bind(r.Edition).Bind(r.Hash.ToBytes()).Bind(r.Entries).Bind(r.Missing)
            .Bind(r.Kept.ToUnixTimeMilliseconds()).Run();
        foreach (var t in period.Tellers)
        {
            _teller.Row().Bind(words.Of(t.Teller.ToString())).Bind(outlet).Bind(t.Name)
                .Bind(t.Seen.DayNumber).Run();
        }

        if (r.Period.Kind != Figures.PeriodKind.Day) return;
        var change = StatedChange.Of(period, Held(r, outlet));
        foreach (var (key, counts) in change.Put) Bind(_put, key, outlet).Bind(counts.AsSpan()).Run();
        foreach (var key in change.Gone) Bind(_gone, key, outlet).Run();
    }

    public void Dispose()
    {
        SqliteStatement[] all = [_held, _put, _gone, _report, _teller];
        foreach (var statement in all) statement.Dispose();
    }

    private List<StatedRow> Held(StatedReport report, long outlet)
    {
        var day = report.Period.From;
        var rows = new List<(StatedKey Key, long Teller, byte[] Counts)>();
        _held.Row().Bind((long)Grain.Day).Bind(day.DayNumber)
            .Bind((long)Grain.Month).Bind(StatedChange.Month(day).DayNumber).Bind(outlet);
        try
        {
            while (_held.Step())
            {
                var key = new StatedKey(
                    (Grain)_held.Long(0), (StatedPart)_held.Long(1),
                    DateOnly.FromDayNumber((int)_held.Long(2)), report.Outlet, null);
                rows.Add((key, _held.Long(3), _held.Blob(4)));
            }
        }
        finally
        {
            _held.Reset();
        }

        return [.. rows.Select(r => new StatedRow(
            r.Teller == 0 ? r.Key : r.Key with { Teller = TellerId.Parse(Word(r.Teller)) }, r.Counts))];
    }

    private string Word(long number)
    {
        if (_words.TryGetValue(number, out var known)) return known;
        using var find = new SqliteStatement(connection, "SELECT text FROM word WHERE id = ?");
        find.Row().Bind(number);
        if (!find.Step()) throw new InvalidOperationException($"number {number} names nothing");
        return _words[number] = find.Text(0);
    }

    private readonly Dictionary<long, string> _words = [];

    /// <summary>Nobody is teller 0: a key column cannot be null.</summary>
    private SqliteStatement Bind(SqliteStatement to, StatedKey key, long outlet) => to.Row()
        .Bind((long)key.Grain).Bind((long)key.Part).Bind(key.First.DayNumber).Bind(outlet)
        .Bind(key.Teller is { } teller ? words.Of(teller.ToString()) : 0);
}
