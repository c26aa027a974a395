using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// Partitions of the tables that grow with time: one a month of 2020 to 2099, made when something of it is
/// first written, and one for what lies before and after. Made beside the table and then attached, which
/// waits for no reader.
/// </summary>
/// <remarks>What a device with a broken clock claims to be of 1970 or 9998 is kept, and ends there.</remarks>
internal sealed class PostgresMonths(PostgresSource source)
{
    private static readonly DateOnly First = new(2020, 1, 1), End = new(2100, 1, 1);

    /// <summary>A table, and how its key counts time.</summary>
    private static readonly (string Name, Func<DateOnly, long> Key)[] Tables =
    [
        ("segment", d => (d.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400_000L),
        ("event", d => d.DayNumber * 24L), ("moment", d => d.DayNumber * 24L),
        ("rollup", d => d.DayNumber * 24L), ("served", d => d.DayNumber), ("mark", d => d.DayNumber),
        ("stated", d => d.DayNumber), ("report", d => d.DayNumber), ("statement", d => d.DayNumber),
    ];

    private readonly Lock _gate = new();
    private readonly HashSet<DateOnly> _made = [];

    /// <summary>Partitions for what lies outside the months.</summary>
    public static void MakeEnds(NpgsqlConnection connection)
    {
        var there = Partitions(connection);
        foreach (var (table, key) in Tables)
        {
            if (there.Contains($"{table}_before")) continue;
            connection.Run($"CREATE TABLE {table}_before PARTITION OF {table} "
                + $"FOR VALUES FROM (MINVALUE) TO ({key(First)})");
            connection.Run($"CREATE TABLE {table}_after PARTITION OF {table} "
                + $"FOR VALUES FROM ({key(End)}) TO (MAXVALUE)");
        }
    }

    /// <summary>Makes the months of some days where they are missing.</summary>
    public void Make(IEnumerable<DateOnly> days)
    {
        var months = days.Select(d => new DateOnly(d.Year, d.Month, 1)).Where(m => m >= First && m < End)
            .Distinct().Order().ToList();
        lock (_gate)
        {
            months.RemoveAll(_made.Contains);
            if (months.Count == 0) return;
            source.Transact(connection =>
            {
                connection.Run(
                    $"SELECT pg_advisory_xact_lock({PostgresLocks.Family}, {PostgresLocks.Months})");
                var there = Partitions(connection);
                foreach (var month in months) Make(connection, month, there);
            });
            _made.UnionWith(months);
        }
    }

    /// <summary>Another server answers: what was made on the one before is looked for again.</summary>
    public void Forget()
    {
        lock (_gate) _made.Clear();
    }

    private static void Make(NpgsqlConnection connection, DateOnly month, HashSet<string> there)
    {
        foreach (var (table, key) in Tables)
        {
            var name = $"{table}_{month:yyyy_MM}";
            if (there.Contains(name)) continue;
            connection.Run($"CREATE TABLE {name} (LIKE {table} INCLUDING ALL)");
            connection.Run($"ALTER TABLE {table} ATTACH PARTITION {name} "
                + $"FOR VALUES FROM ({key(month)}) TO ({key(month.AddMonths(1))})");
        }
    }

    private static HashSet<string> Partitions(NpgsqlConnection connection) =>
    [
        .. connection.All(
            """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            JOIN pg_class p ON p.oid = i.inhparent WHERE p.relkind = 'p' AND p.relnamespace =
                (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
            """, r => r.GetString(0)),
    ];
}
