using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// Reads cells and adds the slots up as it goes, by the numbers in their keys: only what is left gets a
/// name. A month of day cells is thirty times as many rows as it is answers.
/// </summary>
internal static class SqliteTogether
{
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
        var sums = new Dictionary<Key, long>();
        using (var rows = SqliteSums.Rows(connection, query, kinds))
        {
            while (rows.Step())
            {
                var key = new Key(rows.Long(1), rows.Long(2), rows.Long(3));
                CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _) += rows.Long(4);
            }
        }

        return Named(connection, names, sums, new(query.From, 0));
    }

    private static List<RollupCell> Named(
        SqliteConnection connection, SqliteCellNames names, Dictionary<Key, long> sums, HourSlot slot)
    {
        var cells = new List<RollupCell>(sums.Count);
        var measures = new Dictionary<long, string>();
        var (last, post, teller) = (default(Key), default(Post)!, default(TellerId?));
        foreach (var (key, count) in sums)
        {
            if (count == 0) continue;
            // they still stand by post and teller, so most have those of the one before
            if (post is null || key.Post != last.Post) post = names.Posts.Of(connection, key.Post);
            if (key.Teller != last.Teller)
                teller = key.Teller == 0 ? null : TellerId.Parse(names.Words.Of(connection, key.Teller));
            ref var measure = ref CollectionsMarshal.GetValueRefOrAddDefault(measures, key.Measure, out _);
            measure ??= names.Words.Of(connection, key.Measure);
            cells.Add(new(slot, post, teller, measure, count));
            last = key;
        }

        return cells;
    }
}
