using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Short ways to run SQL; parameters are $1, $2 … by place.</summary>
internal static class PostgresCommands
{
    /// <summary>Runs a statement; how many rows it changed.</summary>
    public static int Run(this NpgsqlConnection connection, string sql, params object[] values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>All rows of a query.</summary>
    public static List<T> All<T>(
        this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, params object[] values)
    {
        using var command = connection.Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    public static NpgsqlCommand Command(
        this NpgsqlConnection connection, string sql, IEnumerable<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
