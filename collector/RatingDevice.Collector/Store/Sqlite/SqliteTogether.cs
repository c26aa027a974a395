using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// Reads cells and adds the slots up as it goes, by the numbers in their keys: only what is left gets a
/// name. A month of day cells is thirty times as many rows as it is answers.
/// </summary>
internal sealed class SqliteTogether
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCellNames _names;
    private readonly HourSlot _slot;
    private readonly List<RollupCell> _cells = [];
    private readonly Dictionary<long, string> _measures = [];
    private Key _last;
    private Post? _post;
    private TellerId? _teller;

    private SqliteTogether(SqliteConnection connection, SqliteCellNames names, HourSlot slot) =>
        (_connection, _names, _slot) = (connection, names, slot);

    private readonly record struct Key(long Post, long Teller, long Measure)
    {
        public override int GetHashCode() => (int)(((((Post * 31) + Teller) * 127) + Measure) * 0x9E3779B1);
    }

    /// <param name="connection">Used until it returns.</param>
    /// <param name="names">Shared.</param>
    /// <param name="query">Its families do not count here.</param>
    /// <param name="kinds">Which kinds of cells instead.</param>
    public static IReadOnlyList<RollupCell> Read(
        SqliteConnection connection, SqliteCellNames names, SumQuery query, IReadOnlyList<int> kinds)
    {
        var all = new SqliteTogether(connection, names, new(query.From, 0));
        var sums = query.IsOfOneSlot ? null : new Dictionary<Key, long>();
        using (var rows = SqliteSums.Rows(connection, query, kinds))
        {
            while (rows.Step())
            {
                var key = new Key(rows.Long(1), rows.Long(2), rows.Long(3));
                if (sums is null) all.Keep(key, rows.Long(4));
                else CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _) += rows.Long(4);
            }
        }

        foreach (var (key, count) in sums ?? []) all.Keep(key, count);
        return all._cells;
    }

    private void Keep(Key key, long count)
    {
        if (count == 0) return;
        // they still stand by post and teller, so most have those of the one before
        if (_post is null || key.Post != _last.Post) _post = _names.Posts.Of(_connection, key.Post);
        if (key.Teller != _last.Teller)
            _teller = key.Teller == 0 ? null : TellerId.Parse(_names.Words.Of(_connection, key.Teller));
        ref var measure = ref CollectionsMarshal.GetValueRefOrAddDefault(_measures, key.Measure, out _);
        measure ??= _names.Words.Of(_connection, key.Measure);
        _cells.Add(new(_slot, _post, _teller, measure, count));
        _last = key;
    }
}
