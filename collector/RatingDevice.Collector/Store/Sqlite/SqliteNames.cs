using Microsoft.Data.Sqlite;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// What numbers stand for, read and parsed once. A number that was committed never changes its meaning, so
/// all readers of a store share these; any thread. An unknown number is looked up with all that came after
/// the last known one: a report asks for every teller there is, and one by one would cost more than the
/// report.
/// </summary>
/// <param name="after">SQL that finds number and columns of all above a number, in order.</param>
/// <param name="read">Makes the thing of a row; its columns begin at 1.</param>
/// <param name="order">Of the things.</param>
internal sealed class SqliteNames<T>(string after, Func<SqliteStatement, T> read, Comparison<T> order)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, T> _known = [];
    private Dictionary<long, int>? _ranks;
    private long _last;

    /// <exception cref="InvalidOperationException">Nothing has that number.</exception>
    public T Of(SqliteConnection connection, long number)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(number, out var known)) return known;
            using var statement = new SqliteStatement(connection, after);
            statement.Row().Bind(_last);
            while (statement.Step())
            {
                _last = statement.Long(0);
                _known[_last] = read(statement);
            }

            _ranks = null;
            return _known.TryGetValue(number, out known) ? known
                : throw new InvalidOperationException($"number {number} names nothing");
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
