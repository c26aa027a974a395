using Npgsql;
using NpgsqlTypes;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Demo.Postgres;

namespace RatingDevice.Bench.HeadOffice;

/// <summary>Puts a bank's year into a PostgreSQL store by COPY.</summary>
internal static class PostgresYear
{
    /// <returns>Teller-days.</returns>
    public static long Write(PrivateCluster cluster, string database, BankYear year, TextWriter progress)
    {
        using var connection = new NpgsqlConnection(
            $"{cluster.Connection(database)};Command Timeout=0;"
            + $"Password={File.ReadAllText(cluster.PasswordFile).Trim()}");
        connection.Open();
        // numbers by place: outlets, then tellers
        Run(connection, "INSERT INTO word(id, text) OVERRIDING SYSTEM VALUE SELECT i + 1, 'o-' || "
            + $"to_char(i, 'FM00000') FROM generate_series(0, {year.Outlets - 1}) i");
        Run(connection, "INSERT INTO word(id, text) OVERRIDING SYSTEM VALUE SELECT i + 1 + "
            + $"{year.Outlets}, 't-' || to_char(i, 'FM000000') "
            + $"FROM generate_series(0, {year.Tellers - 1}) i");
        Named(connection, year);
        var written = 0L;
        NpgsqlBinaryImporter? copy = null;
        foreach (var row in year.Rows(month =>
        {
            Close(copy);
            Month(connection, month);
            progress.WriteLine($"{month:yyyy-MM}: {written:N0} teller-days");
            copy = connection.BeginBinaryImport("COPY stated(grain, part, first, outlet, teller, counts) "
                + "FROM STDIN (FORMAT BINARY)");
        }))
        {
            copy!.StartRow();
            copy.Write((short)row.Grain, NpgsqlDbType.Smallint);
            copy.Write((short)row.Part, NpgsqlDbType.Smallint);
            copy.Write(row.First.DayNumber, NpgsqlDbType.Integer);
            copy.Write(row.Outlet + 1, NpgsqlDbType.Integer);
            copy.Write(row.Teller < 0 ? 0 : row.Teller + 1 + year.Outlets, NpgsqlDbType.Integer);
            copy.Write(row.Counts, NpgsqlDbType.Bytea);
            if (row is { Grain: Grain.Day, Part: StatedPart.Teller }) written++;
        }

        Close(copy);
        Run(connection, "ANALYZE stated");
        Run(connection, "ANALYZE word");
        return written;
    }

    private static void Named(NpgsqlConnection connection, BankYear year)
    {
        using var copy = connection.BeginBinaryImport(
            "COPY stated_teller(teller, outlet, name, seen) FROM STDIN (FORMAT BINARY)");
        for (var outlet = 0; outlet < year.Outlets; outlet++)
        {
            var (first, count) = BankYear.TellersOf(outlet);
            for (var teller = first; teller < first + count; teller++)
            {
                copy.StartRow();
                copy.Write(teller + 1 + year.Outlets, NpgsqlDbType.Integer);
                copy.Write(outlet + 1, NpgsqlDbType.Integer);
                copy.Write("柜员", NpgsqlDbType.Text);
                copy.Write(year.Last.DayNumber, NpgsqlDbType.Integer);
            }
        }

        copy.Complete();
    }

    private static void Close(NpgsqlBinaryImporter? copy)
    {
        copy?.Complete();
        copy?.Dispose();
    }

    private static void Month(NpgsqlConnection connection, DateOnly month)
    {
        var first = StatedChange.Month(month);
        Run(connection, $"CREATE TABLE IF NOT EXISTS stated_{first:yyyy_MM} PARTITION OF stated "
            + $"FOR VALUES FROM ({first.DayNumber}) TO ({first.AddMonths(1).DayNumber})");
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
