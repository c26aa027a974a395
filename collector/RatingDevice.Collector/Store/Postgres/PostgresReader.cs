using System.Data;
using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// Runs questions, each on a connection of its own, so that one may be asked while another is still being
/// read; all as of one moment where that was fixed.
/// </summary>
internal sealed class PostgresReader : IDisposable
{
    private readonly PostgresSource _source;
    private readonly NpgsqlConnection? _holder;
    private readonly string? _moment;

    public PostgresReader(PostgresSource source) => _source = source;

    private PostgresReader(PostgresSource source, NpgsqlConnection holder, string moment) =>
        (_source, _holder, _moment) = (source, holder, moment);

    /// <summary>Fixes a moment until disposal.</summary>
    /// <exception cref="InvalidDataException">There is no store, or one of another version.</exception>
    public static PostgresReader AtOneMoment(PostgresSource source)
    {
        var holder = source.Connect();
        try
        {
            Begin(holder);
            var version = PostgresSchema.Read(holder);
            if (version == 0) throw new InvalidDataException("The database holds no store yet.");
            if (version < PostgresSchema.Version)
            {
                throw new InvalidDataException($"It has version {version}; this program reads version "
                    + $"{PostgresSchema.Version}. Start the collector on it once.");
            }

            var moment = holder.All("SELECT pg_export_snapshot()", r => r.GetString(0))[0];
            return new(source, holder, moment);
        }
        catch
        {
            holder.Dispose();
            throw;
        }
    }

    /// <summary>The rows of a question as they come.</summary>
    public IEnumerable<T> Rows<T>(string sql, Func<NpgsqlDataReader, T> row, params object[] values)
    {
        using var answer = Guard(() => PostgresAnswer.Of(Connect(), sql, values));
        while (Guard(answer.Rows.Read)) yield return Guard(() => row(answer.Rows));
    }

    /// <summary>All rows at once, where they are few.</summary>
    public List<T> All<T>(string sql, Func<NpgsqlDataReader, T> row, params object[] values) =>
        [.. Rows(sql, row, values)];

    public void Dispose() => _holder?.Dispose();

    private NpgsqlConnection Connect()
    {
        var connection = _source.Connect();
        if (_moment is null) return connection;
        try
        {
            Begin(connection);
            connection.Run($"SET TRANSACTION SNAPSHOT '{_moment}'");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Closing the connection ends it.
    private static void Begin(NpgsqlConnection connection) =>
        connection.BeginTransaction(IsolationLevel.RepeatableRead);

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (PostgresErrors.Known(e))
        {
            throw PostgresErrors.Told($"The store {_source} cannot be read", e);
        }
    }
}
