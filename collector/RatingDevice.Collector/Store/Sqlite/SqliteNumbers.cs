using Microsoft.Data.Sqlite;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// Gives texts that repeat (tellers, levels, measures, posts, journals) a small number, once. What was
/// numbered in a transaction that failed is forgotten again.
/// </summary>
/// <typeparam name="T">What is numbered.</typeparam>
internal sealed class SqliteNumbers<T>(
    SqliteConnection connection, string find, string? add, Action<SqliteStatement, T> bind) : IDisposable
    where T : notnull
{
    private readonly SqliteStatement _find = new(connection, find);
    private readonly SqliteStatement? _add = add is null ? null : new SqliteStatement(connection, add);
    private readonly Dictionary<T, long> _known = [];
    private T? _last;
    private long _lastNumber;

    public long Of(T value)
    {
        // entries of one batch come one after another and share most of these
        if (_last is not null && value.Equals(_last)) return _lastNumber;
        (_lastNumber, _last) = (Find(value), value);
        return _lastNumber;
    }

    public void Forget()
    {
        _known.Clear();
        _last = default;
    }

    public void Dispose()
    {
        _find.Dispose();
        _add?.Dispose();
    }

    private long Find(T value)
    {
        if (_known.TryGetValue(value, out var known)) return known;
        bind(_find.Row(), value);
        if (_find.Number() is not { } number)
        {
            if (_add is null) throw new InvalidOperationException($"{value} is not in the store");
            bind(_add.Row(), value);
            number = _add.Number()!.Value;
        }

        return _known[value] = number;
    }
}
