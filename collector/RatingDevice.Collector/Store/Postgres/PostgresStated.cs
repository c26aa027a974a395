using Npgsql;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Reads what figures of received statements are made of.</summary>
internal sealed class PostgresStated(PostgresReader read) : IStatedFigures
{
    private const string Reported = "SELECT r.first, o.text, r.n, r.edition, r.hash, r.entries, r.missing, "
        + "r.kept, r.came FROM report r JOIN word o ON o.id = r.outlet WHERE r.kind = $1 AND ";

    public IEnumerable<StatedRow> Rows(StatedQuery query)
    {
        var (sql, values) = Of(query);
        var (number, outlet) = (-1, default(OutletId));
        var (teller, named) = (0, default(TellerId?));
        return read.Rows(sql, r =>
        {
            // rows of one outlet come together
            if (r.GetInt32(1) != number) (number, outlet) = (r.GetInt32(1), OutletId.Parse(r.GetString(2)));
            if (r.GetInt32(3) != teller)
                (teller, named) = (r.GetInt32(3), r.IsDBNull(4) ? null : TellerId.Parse(r.GetString(4)));
            var key = new StatedKey(
                query.Grain, query.Part, DateOnly.FromDayNumber(r.GetInt32(0)), outlet, named);
            return new StatedRow(key, r.GetFieldValue<byte[]>(5));
        }, values);
    }

    public IEnumerable<StatedReport> Reports(
        PeriodKind kind, DateOnly from, DateOnly to, OutletId? outlet = null) => outlet is { } one
        ? read.Rows(Reported + "r.first = ANY($2) AND o.text = $3 ORDER BY r.first", r => Report(r, kind),
            (short)kind, Days(from, to), one.ToString())
        : read.Rows(Reported + "r.first BETWEEN $2 AND $3 ORDER BY r.first, o.text", r => Report(r, kind),
            (short)kind, from.DayNumber, to.DayNumber);

    public IReadOnlyList<StatedReport> Incomplete(DateOnly from, DateOnly to) => read.All(
        Reported + "r.missing > 0 AND r.first BETWEEN $2 AND $3 ORDER BY r.first, o.text",
        r => Report(r, PeriodKind.Day), (short)PeriodKind.Day, from.DayNumber, to.DayNumber);

    public IReadOnlyList<StatedTeller> Find(TellerId teller) => read.All(
        "SELECT o.text, t.name, t.seen FROM stated_teller t JOIN word o ON o.id = t.outlet "
        + "WHERE t.teller = (SELECT id FROM word WHERE text = $1) ORDER BY o.text",
        r => new StatedTeller(
            teller, OutletId.Parse(r.GetString(0)), PostgresReads.Text(r, 1),
            DateOnly.FromDayNumber(r.GetInt32(2))), teller.ToString());

    private static StatedReport Report(NpgsqlDataReader r, PeriodKind kind) => new(
        OutletId.Parse(r.GetString(1)), StatedPeriods.Of(kind, DateOnly.FromDayNumber(r.GetInt32(0))),
        r.GetInt64(2), r.GetInt32(3), Digest.FromBytes(r.GetFieldValue<byte[]>(4)), r.GetInt64(5),
        r.GetInt64(6), PostgresReads.At(r, 7), PostgresReads.At(r, 8));

    private static (string Sql, object[] Values) Of(StatedQuery query)
    {
        var values = new List<object> { (short)query.Grain, (short)query.Part };
        string Add(object value)
        {
            values.Add(value);
            return $"${values.Count}";
        }

        string from = "stated s", where;
        if (query is { Outlet: null, Teller: null })
            where = $"s.first BETWEEN {Add(query.From.DayNumber)} AND {Add(query.To.DayNumber)}";
        else
        {
            // each day by itself, so that an outlet's rows are found by key and not among all outlets', and
            // each is looked for in the partition of its month only
            from = $"unnest({Add(Firsts(query))}) d JOIN stated s ON s.first = d";
            where = "true";
            if (query.Outlet is { } outlet)
                where += $" AND s.outlet = (SELECT id FROM word WHERE text = {Add(outlet.ToString())})";
            if (query.Teller is { } teller)
            {
                var id = $"(SELECT id FROM word WHERE text = {Add(teller.ToString())})";
                where += $" AND s.teller = {id}";
                if (query.Outlet is null)
                    where += " AND s.outlet = ANY(ARRAY(SELECT outlet FROM stated_teller "
                        + $"WHERE teller = {id}))";
            }
        }

        return ($"SELECT s.first, s.outlet, o.text, s.teller, t.text, s.counts FROM {from} "
            + "JOIN word o ON o.id = s.outlet LEFT JOIN word t ON t.id = s.teller "
            + $"WHERE s.grain = $1 AND s.part = $2 AND {where} ORDER BY s.first, s.outlet, s.teller",
            [.. values]);
    }

    /// <summary>Days on which rows may begin.</summary>
    private static int[] Firsts(StatedQuery query) => query.Grain == Grain.Day ? Days(query.From, query.To)
        : [.. Days(query.From, query.To).Where(d => DateOnly.FromDayNumber(d).Day == 1)];

    private static int[] Days(DateOnly from, DateOnly to) =>
        [.. Enumerable.Range(from.DayNumber, Math.Max(0, to.DayNumber - from.DayNumber + 1))];
}
