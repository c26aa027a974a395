using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// Reads cells in their order, slot by slot. From slot to slot it leaps, and within one it finds families and
/// posts by key, so that it touches nothing but what is asked for.
/// </summary>
internal sealed class SqliteSums : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCellNames _names;
    private readonly SqliteStatement _rows;
    private bool _more;

    /// <param name="connection">Used until disposal.</param>
    /// <param name="names">Shared.</param>
    /// <param name="query">Its families do not count here.</param>
    /// <param name="kinds">Which kinds of cells instead.</param>
    public SqliteSums(
        SqliteConnection connection, SqliteCellNames names, SumQuery query, IReadOnlyList<int> kinds)
    {
        (_connection, _names) = (connection, names);
        _rows = Rows(connection, query, kinds);
        _more = _rows.Step();
    }

    /// <summary>The rows of a query slot by slot, in each by kind, post, teller and measure: slot, post,
    /// teller, measure, count.</summary>
    public static SqliteStatement Rows(
        SqliteConnection connection, SumQuery query, IReadOnlyList<int> kinds)
    {
        var rows = new SqliteStatement(connection, Sql(query, kinds));
        rows.Row().Bind((long)query.Grain)
            .Bind(SlotNumber.First(query.From)).Bind(SlotNumber.Last(query.To));
        if (query.Outlet is { } outlet) rows.Bind(outlet.ToString());
        if (query.Counter is { } counter) rows.Bind(counter.ToString());
        if (query.Teller is { } teller) rows.Bind(teller.ToString());
        return rows;
    }

    /// <summary>The cells of the next slot; null after the last.</summary>
    public IReadOnlyList<RollupCell>? Next()
    {
        if (!_more) return null;
        var number = _rows.Long(0);
        var slot = SlotNumber.Slot(number);
        var (keys, cells) = (new List<(long Post, long Teller, long Measure)>(), new List<RollupCell>());
        do
        {
            var (post, teller, measure) = (_rows.Long(1), _rows.Long(2), _rows.Long(3));
            // rows come by post and teller, so most have those of the row before
            var last = keys.Count > 0 ? keys[^1] : default;
            var (samePost, sameTeller) =
                (keys.Count > 0 && post == last.Post, keys.Count > 0 && teller == last.Teller);
            cells.Add(new(
                slot, samePost ? cells[^1].Post : _names.Posts.Of(_connection, post),
                sameTeller ? cells[^1].Teller
                    : teller == 0 ? null : TellerId.Parse(_names.Words.Of(_connection, teller)),
                _names.Words.Of(_connection, measure), _rows.Long(4)));
            keys.Add((post, teller, measure));
            _more = _rows.Step();
        }
        while (_more && _rows.Long(0) == number);
        return Sorted(keys, cells);
    }

    public void Dispose() => _rows.Dispose();

    // By places in the order of names: comparing the names of ten thousands of cells would cost more than
    // reading them.
    private RollupCell[] Sorted(List<(long Post, long Teller, long Measure)> keys, List<RollupCell> cells)
    {
        var (posts, words) = (_names.Posts.Ranks(), _names.Words.Ranks());
        var places = new long[keys.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var (post, teller, measure) = keys[i];
            var nobodyFirst = teller == 0 ? 0 : words[teller] + 1L;
            places[i] = checked((posts[post] * (words.Count + 1L) + nobodyFirst) * words.Count
                + words[measure]);
        }

        var sorted = cells.ToArray();
        Array.Sort(places, sorted);
        return sorted;
    }

    private static string Sql(SumQuery query, IReadOnlyList<int> kinds)
    {
        var post = (query.Outlet, query.Counter, query.Teller is not null || query.Nobody) switch
        {
            (null, null, false) => "",
            (null, null, true) => " AND c.post IN (SELECT id FROM post)",
            (_, null, _) => " AND c.post IN (SELECT id FROM post WHERE outlet = ?)",
            (null, _, _) => " AND c.post IN (SELECT id FROM post WHERE counter = ?)",
            _ => " AND c.post IN (SELECT id FROM post WHERE outlet = ? AND counter = ?)",
        };
        var teller = (query.Nobody ? " AND c.teller = 0" : "")
            + (query.Teller is null ? "" : " AND c.teller = (SELECT id FROM word WHERE text = ?)");
        return $"""
            WITH RECURSIVE s(slot) AS (
                SELECT min(slot) FROM rollup WHERE grain = ?1 AND slot BETWEEN ?2 AND ?3
                UNION ALL
                SELECT (SELECT min(slot) FROM rollup WHERE grain = ?1 AND slot > s.slot AND slot <= ?3)
                FROM s WHERE s.slot IS NOT NULL)
            SELECT c.slot, c.post, c.teller, c.measure, c.count FROM s CROSS JOIN rollup c
            WHERE c.grain = ?1 AND c.slot = s.slot AND c.kind IN ({string.Join(", ", kinds)})
            AND c.count <> 0{post}{teller}
            """;
    }
}
