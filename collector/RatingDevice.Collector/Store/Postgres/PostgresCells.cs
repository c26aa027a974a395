using Npgsql;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Writes rollup cells, each at its hour, its day and its month.</summary>
internal sealed class PostgresCells(PostgresNames names)
{
    private const string Write =
        """
        INSERT INTO rollup AS held (grain, slot, kind, post, teller, measure, count)
        SELECT * FROM unnest($1::smallint[], $2::integer[], $3::smallint[], $4::integer[], $5::integer[],
            $6::integer[], $7::bigint[])
        ON CONFLICT (grain, slot, kind, post, teller, measure)
            DO UPDATE SET count = held.count + excluded.count
        """;

    private const string Derived =
        """
        SELECT slot, kind, post, teller, measure, count FROM rollup WHERE grain = 0
        AND slot BETWEEN $1 AND $1 + 23 AND kind = ANY($2)
        AND post IN (SELECT id FROM post WHERE outlet = $3)
        """;

    private static readonly short[] DerivedKinds = [.. CellKind.Derived.Select(k => (short)k)];

    private readonly record struct Key(int Slot, short Kind, int Post, int Teller, int Measure);

    /// <summary>Adds to cells of hours.</summary>
    public void Add(NpgsqlConnection connection, IReadOnlyList<RollupCell> deltas)
    {
        var hours = new Dictionary<Key, long>(deltas.Count);
        foreach (var delta in deltas) Sum(hours, KeyOf(delta), delta.Count);
        WriteAll(connection, hours);
    }

    /// <summary>Makes a day's derived cells what is given: adds the difference.</summary>
    public void Replace(NpgsqlConnection connection, SettledDay settled)
    {
        var hours = new Dictionary<Key, long>();
        var held = connection.All(
            Derived,
            r => (new Key(r.GetInt32(0), r.GetInt16(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4)),
                r.GetInt64(5)),
            PostgresSlots.First(settled.Day.Day), DerivedKinds, settled.Day.Outlet.ToString());
        foreach (var (key, count) in held) Sum(hours, key, -count);
        foreach (var cell in settled.Cells) Sum(hours, KeyOf(cell), cell.Count);
        WriteAll(connection, hours);
    }

    /// <summary>The unattributed bucket is teller 0: a key column cannot be null.</summary>
    private Key KeyOf(RollupCell cell) => new(
        cell.Slot.Key(), (short)CellKind.Of(cell.Measure), names.Posts.Of(cell.Post),
        cell.Teller is { } teller ? names.Words.Of(teller.ToString()) : 0, names.Words.Of(cell.Measure));

    // In one order, so that two writers that meet the same cells wait for each other and not in a circle.
    private static void WriteAll(NpgsqlConnection connection, Dictionary<Key, long> hours)
    {
        var days = Coarser(hours, Grain.Day);
        var cells = Of(Grain.Hour, hours).Concat(Of(Grain.Day, days))
            .Concat(Of(Grain.Month, Coarser(days, Grain.Month))).Where(c => c.Count != 0).ToList();
        if (cells.Count == 0) return;
        connection.Run(
            Write, cells.ConvertAll(c => (short)c.Grain).ToArray(),
            cells.ConvertAll(c => c.Key.Slot).ToArray(), cells.ConvertAll(c => c.Key.Kind).ToArray(),
            cells.ConvertAll(c => c.Key.Post).ToArray(), cells.ConvertAll(c => c.Key.Teller).ToArray(),
            cells.ConvertAll(c => c.Key.Measure).ToArray(), cells.ConvertAll(c => c.Count).ToArray());
    }

    private static IEnumerable<(Grain Grain, Key Key, long Count)> Of(
        Grain grain, Dictionary<Key, long> cells) =>
        cells.OrderBy(c => c.Key.Slot).ThenBy(c => c.Key.Kind).ThenBy(c => c.Key.Post)
            .ThenBy(c => c.Key.Teller).ThenBy(c => c.Key.Measure).Select(c => (grain, c.Key, c.Value));

    private static Dictionary<Key, long> Coarser(Dictionary<Key, long> cells, Grain grain)
    {
        var sums = new Dictionary<Key, long>(cells.Count);
        foreach (var (key, count) in cells)
        {
            var slot = SumQuery.Slot(PostgresSlots.Slot(key.Slot), grain).Key();
            Sum(sums, key with { Slot = slot }, count);
        }

        return sums;
    }

    private static void Sum(Dictionary<Key, long> sums, Key key, long count) =>
        sums[key] = sums.GetValueOrDefault(key) + count;
}
