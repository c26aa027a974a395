using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Reads what figures of received statements are made of.</summary>
internal sealed class SqliteStated(SqliteRatingStore store) : IStatedFigures
{
    /// <summary>Days one by one, so that an outlet's are found by key and not among all outlets'.</summary>
    private const string Days =
        "WITH RECURSIVE d(first) AS (SELECT $from UNION ALL SELECT first + 1 FROM d WHERE first < $to) ";

    private const string Word = "(SELECT id FROM word WHERE text = $outlet)";

    public IEnumerable<StatedRow> Rows(StatedQuery query)
    {
        OutletId outlet = default;
        var number = -1L;
        return store.Read(Sql(query), r =>
        {
            // rows of one outlet come together
            if (r.GetInt64(1) != number)
                (number, outlet) = (r.GetInt64(1), OutletId.Parse(store.Words.Of(r.GetInt64(1))));
            TellerId? teller = r.GetInt64(2) is > 0 and var t ? TellerId.Parse(store.Words.Of(t)) : null;
            var key = new StatedKey(
                query.Grain, query.Part, DateOnly.FromDayNumber(r.GetInt32(0)), outlet, teller);
            return new StatedRow(key, r.GetFieldValue<byte[]>(3));
        }, Parameters(query));
    }

    public IEnumerable<StatedReport> Reports(
        PeriodKind kind, DateOnly from, DateOnly to, OutletId? outlet = null) => store.Read(
        (outlet is null ? "" : Days)
        + "SELECT r.first, r.outlet, r.n, r.edition, r.hash, r.entries, r.missing, r.kept, r.came FROM "
        + (outlet is null ? "report r WHERE r.kind = $kind AND r.first BETWEEN $from AND $to"
            : $"d CROSS JOIN report r WHERE r.kind = $kind AND r.first = d.first AND r.outlet = {Word}")
        + " ORDER BY r.first",
        r => Report(r, kind),
        [
            ("$kind", (int)kind), ("$from", from.DayNumber), ("$to", to.DayNumber),
            .. outlet is { } one ? new[] { ("$outlet", (object)one.ToString()) } : [],
        ]);

    public IReadOnlyList<StatedReport> Incomplete(DateOnly from, DateOnly to) => [.. store.Read(
        "SELECT first, outlet, n, edition, hash, entries, missing, kept, came FROM report "
        + "INDEXED BY report_missing WHERE missing > 0 AND kind = $kind AND first BETWEEN $from AND $to "
        + "ORDER BY first, outlet",
        r => Report(r, PeriodKind.Day),
        ("$kind", (int)PeriodKind.Day), ("$from", from.DayNumber), ("$to", to.DayNumber))];

    public IReadOnlyList<StatedTeller> Find(TellerId teller) => [.. store.Read(
        """
        SELECT o.text, t.name, t.seen FROM stated_teller t JOIN word o ON o.id = t.outlet
        WHERE t.teller = (SELECT id FROM word WHERE text = $teller) ORDER BY o.text
        """,
        r => new StatedTeller(
            teller, OutletId.Parse(r.GetString(0)), SqliteReads.Text(r, 1),
            DateOnly.FromDayNumber(r.GetInt32(2))),
        ("$teller", teller.ToString()))];

    private StatedReport Report(SqliteDataReader r, PeriodKind kind)
    {
        var first = DateOnly.FromDayNumber(r.GetInt32(0));
        return new(
            OutletId.Parse(store.Words.Of(r.GetInt64(1))), StatedPeriods.Of(kind, first), r.GetInt64(2),
            r.GetInt32(3), Digest.FromBytes(r.GetFieldValue<byte[]>(4)), r.GetInt64(5), r.GetInt64(6),
            SqliteReads.At(r, 7), SqliteReads.At(r, 8));
    }

    private static string Sql(StatedQuery query)
    {
        const string row = "s.first, s.outlet, s.teller, s.counts";
        if (query is { Outlet: null, Teller: null })
            return $"SELECT {row} FROM stated s WHERE s.grain = $grain AND s.part = $part "
                + "AND s.first BETWEEN $from AND $to ORDER BY s.first, s.outlet, s.teller";
        var outlet = query.Outlet is not null ? $"s.outlet = {Word}"
            : "s.outlet IN (SELECT outlet FROM stated_teller "
                + "WHERE teller = (SELECT id FROM word WHERE text = $teller))";
        var teller = query.Teller is null ? ""
            : " AND s.teller = (SELECT id FROM word WHERE text = $teller)";
        return $"{Days}SELECT {row} FROM d CROSS JOIN stated s WHERE s.grain = $grain AND s.part = $part "
            + $"AND s.first = d.first AND {outlet}{teller} ORDER BY s.first, s.outlet, s.teller";
    }

    private static (string, object)[] Parameters(StatedQuery query)
    {
        var given = new List<(string, object)>
        {
            ("$grain", (int)query.Grain), ("$part", (int)query.Part), ("$from", query.From.DayNumber),
            ("$to", query.To.DayNumber),
        };
        if (query.Outlet is { } outlet) given.Add(("$outlet", outlet.ToString()));
        if (query.Teller is { } teller) given.Add(("$teller", teller.ToString()));
        return [.. given];
    }
}
