using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// Gives what repeats (tellers, levels, measures, posts, rules, journals) a small number, once, in a
/// transaction of its own: a number nobody uses does no harm, and two collectors that meet a new word at once
/// do not wait for each other's groups. Any thread.
/// </summary>
/// <typeparam name="T">What is numbered.</typeparam>
/// <param name="source">Connections.</param>
/// <param name="table">Has the numbers as id.</param>
/// <param name="columns">The columns that make the key, all text.</param>
/// <param name="key">A thing's key, a text a column.</param>
internal sealed class PostgresNumbers<T>(
    PostgresSource source, string table, string[] columns, Func<T, string[]> key)
    where T : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<T, int> _known = [];
    private readonly string _add = Add(table, columns), _find = Find(table, columns);
    private int _life;

    /// <summary>Makes sure that each has a number.</summary>
    public void Know(IEnumerable<T> values)
    {
        List<T> missing;
        int life;
        lock (_gate)
        {
            missing = [.. values.Where(v => !_known.ContainsKey(v)).Distinct()];
            life = _life;
        }

        if (missing.Count == 0) return;
        var keys = missing.ConvertAll(v => key(v));
        object[] arrays = [.. columns.Select((_, i) => keys.Select(k => k[i]).ToArray())];
        List<(int Id, int Place)> found;
        using (var connection = source.Connect())
        {
            connection.Run(_add, arrays);
            found = connection.All(_find, r => (r.GetInt32(0), (int)r.GetInt64(1)), arrays);
        }

        lock (_gate)
        {
            if (life != _life) return; // another server answers by now, with numbers of its own
            foreach (var (id, place) in found) _known[missing[place - 1]] = id;
        }
    }

    /// <exception cref="InvalidOperationException">It was not made known, or that was forgotten.</exception>
    public int Of(T value)
    {
        lock (_gate)
        {
            return _known.TryGetValue(value, out var number) ? number
                : throw new InvalidOperationException($"{value} has no number on this server");
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            _known.Clear();
            _life++;
        }
    }

    private static string Given(string[] columns) =>
        $"unnest({string.Join(", ", columns.Select((_, i) => $"${i + 1}::text[]"))}) WITH ORDINALITY "
        + $"AS given({string.Join(", ", columns)}, place)";

    private static string Same(string table, string[] columns) =>
        string.Join(" AND ", columns.Select(c => $"{table}.{c} = given.{c}"));

    private static string Add(string table, string[] columns)
    {
        var all = string.Join(", ", columns);
        var given = string.Join(", ", columns.Select(c => $"given.{c}"));
        return $"INSERT INTO {table}({all}) SELECT DISTINCT {given} FROM {Given(columns)}"
            + $" WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {Same(table, columns)})"
            + $" ORDER BY {string.Join(", ", columns.Select((_, i) => i + 1))} ON CONFLICT DO NOTHING";
    }

    private static string Find(string table, string[] columns) =>
        $"SELECT {table}.id, given.place FROM {Given(columns)} JOIN {table} ON {Same(table, columns)}";
}
