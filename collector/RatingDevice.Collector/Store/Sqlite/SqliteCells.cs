using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Writes rollup cells, each at its hour, its day and its month.</summary>
internal sealed class SqliteCells(
    SqliteConnection connection, SqliteNumbers<Post> posts, SqliteNumbers<string> words) : IDisposable
{
    private readonly SqliteStatement _add = new(
        connection,
        """
        INSERT INTO rollup(grain, slot, kind, post, teller, measure, count) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET count = count + excluded.count
        """);

    private readonly SqliteStatement _derived = new(
        connection,
        $"""
        SELECT slot, kind, post, teller, measure, count FROM rollup WHERE grain = 0
        AND slot IN ({string.Join(", ", Enumerable.Range(0, 24).Select(hour => $"?1 + {hour}"))})
        AND kind IN ({string.Join(", ", CellKind.Derived)})
        AND post IN (SELECT id FROM post WHERE outlet = ?2)
        """);

    private readonly record struct Key(long Slot, long Kind, long Post, long Teller, long Measure);

    /// <summary>Adds to cells of hours.</summary>
    public void Add(IReadOnlyList<RollupCell> deltas)
    {
        if (deltas.Count == 0) return;
        var hours = new Dictionary<Key, long>(deltas.Count);
        foreach (var delta in deltas) Sum(hours, KeyOf(delta), delta.Count);
        Write(hours);
    }

    /// <summary>Makes a day's derived cells what is given: adds the difference.</summary>
    public void Replace(SettledDay settled)
    {
        var hours = new Dictionary<Key, long>();
        _derived.Row().Bind(SlotNumber.First(settled.Day.Day)).Bind(settled.Day.Outlet.ToString());
        try
        {
            while (_derived.Step())
            {
                var key = new Key(
                    _derived.Long(0), _derived.Long(1), _derived.Long(2), _derived.Long(3), _derived.Long(4));
                Sum(hours, key, -_derived.Long(5));
            }
        }
        finally
        {
            _derived.Reset();
        }

        foreach (var cell in settled.Cells) Sum(hours, KeyOf(cell), cell.Count);
        Write(hours);
    }

    public void Dispose()
    {
        _add.Dispose();
        _derived.Dispose();
    }

    /// <summary>The unattributed bucket is teller 0: a key column cannot be null.</summary>
    private Key KeyOf(RollupCell cell) => new(
        cell.Slot.Number(), CellKind.Of(cell.Measure), posts.Of(cell.Post),
        cell.Teller is { } teller ? words.Of(teller.ToString()) : 0, words.Of(cell.Measure));

    private void Write(Dictionary<Key, long> hours)
    {
        Write(Grain.Hour, hours);
        var days = Coarser(hours, Grain.Day);
        Write(Grain.Day, days);
        Write(Grain.Month, Coarser(days, Grain.Month));
    }

    private void Write(Grain grain, Dictionary<Key, long> cells)
    {
        foreach (var (key, count) in cells)
        {
            if (count == 0) continue;
            _add.Row().Bind((long)grain).Bind(key.Slot).Bind(key.Kind).Bind(key.Post).Bind(key.Teller)
                .Bind(key.Measure).Bind(count).Run();
        }
    }

    private static Dictionary<Key, long> Coarser(Dictionary<Key, long> cells, Grain grain)
    {
        var sums = new Dictionary<Key, long>(cells.Count);
        foreach (var (key, count) in cells)
        {
            var slot = SumQuery.Slot(SlotNumber.Slot(key.Slot), grain).Number();
            Sum(sums, key with { Slot = slot }, count);
        }

        return sums;
    }

    private static void Sum(Dictionary<Key, long> sums, Key key, long count) =>
        sums[key] = sums.GetValueOrDefault(key) + count;
}
