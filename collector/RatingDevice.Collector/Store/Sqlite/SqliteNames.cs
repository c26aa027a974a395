using Microsoft.Data.Sqlite;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// What numbers stand for, read and parsed once. A number that was committed never changes its meaning, so
/// all readers of a store share these; any thread.
/// </summary>
/// <param name="find">SQL that finds the columns of one number.</param>
/// <param name="read">Makes the thing of a row.</param>
/// <param name="order">Of the things.</param>
internal sealed class SqliteNames<T>(string find, Func<SqliteStatement, T> read, Comparison<T> order)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, T> _known = [];
    private Dictionary<long, int>? _ranks;

    /// <exception cref="InvalidOperationException">Nothing has that number.</exception>
    public T Of(SqliteConnection connection, long number)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(number, out var known)) return known;
            using var statement = new SqliteStatement(connection, find);
            statement.Row().Bind(number);
            if (!statement.Step()) throw new InvalidOperationException($"number {number} names nothing");
            _ranks = null;
            return _known[number] = read(statement);
        }
    }

    /// <summary>The place of each number known by now in the order of the things; stays as it is.</summary>
    public IReadOnlyDictionary<long, int> Ranks()
    {
        lock (_gate)
        {
            if (_ranks is not null) return _ranks;
            var sorted = _known.ToList();
            sorted.Sort((a, b) => order(a.Value, b.Value));
            return _ranks = sorted.Select((k, i) => (k.Key, i)).ToDictionary(k => k.Key, k => k.i);
        }
    }
}
