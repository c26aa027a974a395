using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>The rows a question is answered with, and the connection they come on.</summary>
internal sealed class PostgresAnswer : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _command;

    private PostgresAnswer(NpgsqlConnection connection, NpgsqlCommand command, NpgsqlDataReader rows) =>
        (_connection, _command, Rows) = (connection, command, rows);

    public NpgsqlDataReader Rows { get; }

    /// <summary>Asks; the connection is closed with the answer, or here when it fails.</summary>
    public static PostgresAnswer Of(NpgsqlConnection connection, string sql, object[] values)
    {
        NpgsqlCommand? command = null;
        try
        {
            command = connection.Command(sql, values);
            return new(connection, command, command.ExecuteReader());
        }
        catch
        {
            command?.Dispose();
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            Rows.Dispose(); // reads what is left, on a connection that may be gone
        }
        catch (Exception e) when (PostgresErrors.Known(e))
        {
            // nobody asked for the rest
        }

        _command.Dispose();
        _connection.Dispose();
    }
}
