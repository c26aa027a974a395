using Npgsql;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>How cells are asked for. The database sorts them, by names, or adds them up.</summary>
internal static class PostgresSums
{
    /// <summary>Slots named one by one, so that one outlet's or teller's are found by key.</summary>
    private const int MostNamed = 1000;

    /// <summary>The question and its values.</summary>
    public static (string Sql, object[] Values) Of(SumQuery query, IReadOnlyList<int> kinds)
    {
        var values = new List<object> { (short)query.Grain, kinds.Select(k => (short)k).ToArray() };
        var where = Slots(query, values);
        if (query.Outlet is { } outlet) where += $" AND p.outlet = ${Add(outlet.ToString())}";
        if (query.Counter is { } counter) where += $" AND p.counter = ${Add(counter.ToString())}";
        if (query.Teller is { } teller)
            where += $" AND c.teller = (SELECT id FROM word WHERE text = ${Add(teller.ToString())})";
        if (query.Nobody) where += " AND c.teller = 0";
        if (query.Together)
            return (Together(where, values.Count + 1), [.. values, PostgresSlots.First(query.From)]);
        return ($"""
            SELECT c.slot, p.outlet, p.counter, p.device, t.text, m.text, c.count, c.post
            FROM rollup c JOIN post p ON p.id = c.post JOIN word m ON m.id = c.measure
            LEFT JOIN word t ON t.id = c.teller
            WHERE c.grain = $1 AND c.kind = ANY($2) AND c.count <> 0 AND {where}
            ORDER BY c.slot, p.outlet, p.counter, p.device, t.text NULLS FIRST, m.text
            """, [.. values]);

        int Add(string text)
        {
            values.Add(text);
            return values.Count;
        }
    }

    /// <summary>
    /// Reads rows one after another; they come by post, so most have that of the row before.
    /// </summary>
    public static Func<NpgsqlDataReader, RollupCell> Reader()
    {
        var (number, post) = (-1, default(Post));
        return r =>
        {
            if (r.GetInt32(7) != number) (number, post) = (r.GetInt32(7), PostgresReads.Post(r, 1));
            return new(
                PostgresSlots.Slot(r.GetInt32(0)), post!,
                PostgresReads.Text(r, 4) is { } teller ? TellerId.Parse(teller) : null, r.GetString(5),
                r.GetInt64(6));
        };
    }

    // Added up by their numbers, so that only what is left gets names.
    private static string Together(string where, int from) => $"""
        SELECT ${from}::int, p.outlet, p.counter, p.device, t.text, m.text, s.count, s.post
        FROM (SELECT c.post, c.teller, c.measure, sum(c.count)::bigint AS count
              FROM rollup c JOIN post p ON p.id = c.post
              WHERE c.grain = $1 AND c.kind = ANY($2) AND {where}
              GROUP BY c.post, c.teller, c.measure HAVING sum(c.count) <> 0) s
        JOIN post p ON p.id = s.post JOIN word m ON m.id = s.measure LEFT JOIN word t ON t.id = s.teller
        ORDER BY s.post
        """;

    private static string Slots(SumQuery query, List<object> values)
    {
        var days = (long)query.To.DayNumber - query.From.DayNumber + 1;
        var slots = query.Grain == Grain.Hour ? days * 24 : days;
        if (slots is > 0 and <= MostNamed
            && (query.Outlet is not null || query.Teller is not null))
        {
            var step = query.Grain == Grain.Hour ? 1 : 24;
            values.Add(Enumerable.Range(0, (int)slots)
                .Select(i => PostgresSlots.First(query.From) + (i * step)).ToArray());
            return $"c.slot = ANY(${values.Count})";
        }

        values.Add(PostgresSlots.First(query.From));
        values.Add(PostgresSlots.Last(query.To));
        return "c.slot BETWEEN $3 AND $4";
    }
}
