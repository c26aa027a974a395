using Npgsql;
using NpgsqlTypes;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Writes what figures are made of, in the transaction that keeps the statements: what is held is
/// read at once, new days are copied, the rest is put in the place of what was there.</summary>
internal sealed class PostgresStatedWriter(PostgresNames names)
{
    private const string Held =
        """
        SELECT s.grain, s.part, s.first, q.place, t.text, s.counts
        FROM unnest($1::smallint[], $2::integer[], $3::integer[]) WITH ORDINALITY
            AS q(grain, first, outlet, place)
        CROSS JOIN unnest('{0,1,2}'::smallint[]) AS p(part)
        JOIN stated s ON s.grain = q.grain AND s.part = p.part AND s.first = q.first AND s.outlet = q.outlet
        LEFT JOIN word t ON t.id = s.teller
        """;

    private const string Put =
        """
        INSERT INTO stated(grain, part, first, outlet, teller, counts)
        SELECT * FROM unnest($1::smallint[], $2::smallint[], $3::integer[], $4::integer[], $5::integer[],
            $6::bytea[])
        ON CONFLICT (grain, part, first, outlet, teller) DO UPDATE SET counts = excluded.counts
        """;

    private const string Gone =
        """
        DELETE FROM stated s USING unnest($1::smallint[], $2::smallint[], $3::integer[], $4::integer[],
            $5::integer[]) AS q(grain, part, first, outlet, teller)
        WHERE s.grain = q.grain AND s.part = q.part AND s.first = q.first AND s.outlet = q.outlet
            AND s.teller = q.teller
        """;

    private const string Report =
        """
        INSERT INTO report(kind, first, outlet, n, edition, hash, entries, missing, kept, came)
        SELECT *, given.kept FROM unnest($1::smallint[], $2::integer[], $3::integer[], $4::bigint[],
            $5::integer[], $6::bytea[], $7::bigint[], $8::bigint[], $9::bigint[])
            AS given(kind, first, outlet, n, edition, hash, entries, missing, kept)
        ON CONFLICT (kind, first, outlet) DO UPDATE SET n = excluded.n, edition = excluded.edition,
            hash = excluded.hash, entries = excluded.entries, missing = excluded.missing, kept = excluded.kept
        """;

    private const string Teller =
        """
        INSERT INTO stated_teller AS held (teller, outlet, name, seen)
        SELECT * FROM unnest($1::integer[], $2::integer[], $3::text[], $4::integer[])
        ON CONFLICT (teller, outlet) DO UPDATE SET name = excluded.name, seen = excluded.seen
        WHERE excluded.seen >= held.seen
        """;

    /// <summary>Numbers whatever the statements name.</summary>
    public void Know(IReadOnlyList<StatedPeriod> stated) => names.Words.Know([
        .. stated.Select(s => s.Report.Outlet.ToString()),
        .. stated.SelectMany(s => s.Tellers).Select(t => t.Teller.ToString()),
    ]);

    public void Write(NpgsqlConnection connection, IReadOnlyList<StatedPeriod> stated)
    {
        if (stated.Count == 0) return;
        Reports(connection, stated);
        Tellers(connection, stated);
        var days = stated.Where(s => s.Report.Period.Kind == PeriodKind.Day).ToList();
        if (days.Count == 0) return;
        var held = Read(connection, days);
        var change = StatedChange.Of(days, held);
        var fresh = change.Put.ToLookup(r => r.Key.Grain == Grain.Day && !held.ContainsKey(r.Key));
        Copy(connection, fresh[true]);
        Upsert(connection, [.. fresh[false]]);
        if (change.Gone.Count > 0) connection.Run(Gone, Keys(change.Gone));
    }

    private Dictionary<StatedKey, byte[]> Read(NpgsqlConnection connection, List<StatedPeriod> days)
    {
        var wanted = days.SelectMany(d => new[]
        {
            (Grain.Day, d.Report.Period.From, d.Report.Outlet),
            (Grain.Month, StatedChange.Month(d.Report.Period.From), d.Report.Outlet),
        }).Distinct().ToList();
        return connection.All(Held, r => KeyValuePair.Create(
            new StatedKey(
                (Grain)r.GetInt16(0), (StatedPart)r.GetInt16(1), DateOnly.FromDayNumber(r.GetInt32(2)),
                wanted[(int)r.GetInt64(3) - 1].Outlet,
                PostgresReads.Text(r, 4) is { } teller ? TellerId.Parse(teller) : null),
            r.GetFieldValue<byte[]>(5)),
            wanted.ConvertAll(w => (short)w.Item1).ToArray(),
            wanted.ConvertAll(w => w.Item2.DayNumber).ToArray(),
            wanted.ConvertAll(w => Number(w.Outlet)).ToArray()).ToDictionary();
    }

    private void Copy(NpgsqlConnection connection, IEnumerable<StatedRow> rows)
    {
        using var copy = connection.BeginBinaryImport(
            "COPY stated(grain, part, first, outlet, teller, counts) FROM STDIN (FORMAT BINARY)");
        foreach (var (key, counts) in rows)
        {
            copy.StartRow();
            copy.Write((short)key.Grain, NpgsqlDbType.Smallint);
            copy.Write((short)key.Part, NpgsqlDbType.Smallint);
            copy.Write(key.First.DayNumber, NpgsqlDbType.Integer);
            copy.Write(Number(key.Outlet), NpgsqlDbType.Integer);
            copy.Write(Number(key.Teller), NpgsqlDbType.Integer);
            copy.Write(counts, NpgsqlDbType.Bytea);
        }

        copy.Complete();
    }

    private void Upsert(NpgsqlConnection connection, List<StatedRow> rows)
    {
        if (rows.Count == 0) return;
        connection.Run(Put, [.. Keys(rows.ConvertAll(r => r.Key)), rows.ConvertAll(r => r.Counts).ToArray()]);
    }

    private object[] Keys(IReadOnlyList<StatedKey> keys) =>
    [
        keys.Select(k => (short)k.Grain).ToArray(), keys.Select(k => (short)k.Part).ToArray(),
        keys.Select(k => k.First.DayNumber).ToArray(), keys.Select(k => Number(k.Outlet)).ToArray(),
        keys.Select(k => Number(k.Teller)).ToArray(),
    ];

    // One statement cannot touch a row twice: of several editions the last counts.
    private void Reports(NpgsqlConnection connection, IReadOnlyList<StatedPeriod> stated)
    {
        var last = stated.Select(s => s.Report)
            .GroupBy(r => (r.Period.Kind, r.Period.From, r.Outlet)).Select(g => g.Last()).ToList();
        connection.Run(Report,
            last.ConvertAll(r => (short)r.Period.Kind).ToArray(),
            last.ConvertAll(r => r.Period.From.DayNumber).ToArray(),
            last.ConvertAll(r => Number(r.Outlet)).ToArray(), last.ConvertAll(r => r.N).ToArray(),
            last.ConvertAll(r => r.Edition).ToArray(), last.ConvertAll(r => r.Hash.ToBytes()).ToArray(),
            last.ConvertAll(r => r.Entries).ToArray(), last.ConvertAll(r => r.Missing).ToArray(),
            last.ConvertAll(r => r.Kept.ToUnixTimeMilliseconds()).ToArray());
    }

    private void Tellers(NpgsqlConnection connection, IReadOnlyList<StatedPeriod> stated)
    {
        var last = stated.SelectMany(s => s.Tellers).GroupBy(t => (t.Teller, t.Outlet))
            .Select(g => g.Aggregate((a, b) => b.Seen >= a.Seen ? b : a)).ToList();
        if (last.Count == 0) return;
        connection.Run(Teller,
            last.ConvertAll(t => Number(t.Teller)).ToArray(),
            last.ConvertAll(t => Number(t.Outlet)).ToArray(),
            last.ConvertAll(t => t.Name is { } name ? PostgresText.Clean(name) : null).ToArray(),
            last.ConvertAll(t => t.Seen.DayNumber).ToArray());
    }

    private int Number(OutletId outlet) => names.Words.Of(outlet.ToString());

    /// <summary>Nobody is teller 0: a key column cannot be null.</summary>
    private int Number(TellerId? teller) => teller is { } one ? names.Words.Of(one.ToString()) : 0;
}
