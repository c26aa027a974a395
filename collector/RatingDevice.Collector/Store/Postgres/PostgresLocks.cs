using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>What one collector at a time does, held by advisory locks of the database.</summary>
internal static class PostgresLocks
{
    /// <summary>First key of all locks of this program.</summary>
    public const int Family = 0x7261_7465;

    /// <summary>Second keys.</summary>
    public const int Schema = 1, Months = 2, Settling = 3, Feed = 4;
}

/// <summary>A lock held by a connection of its own, until disposed or the connection is lost.</summary>
internal sealed class PostgresTurn : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly int _key;

    private PostgresTurn(NpgsqlConnection connection, int key) => (_connection, _key) = (connection, key);

    /// <summary>Waits until it is free.</summary>
    public static PostgresTurn Wait(PostgresSource source, int key)
    {
        var connection = source.Connect();
        try
        {
            connection.Run($"SELECT pg_advisory_lock({PostgresLocks.Family}, {key})");
            return new(connection, key);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Null where somebody else holds it.</summary>
    public static PostgresTurn? Try(PostgresSource source, int key)
    {
        var connection = source.Connect();
        var got = false;
        try
        {
            got = connection.All(
                $"SELECT pg_try_advisory_lock({PostgresLocks.Family}, {key})", r => r.GetBoolean(0))[0];
            return got ? new(connection, key) : null;
        }
        finally
        {
            if (!got) connection.Dispose();
        }
    }

    /// <summary>False where the connection was lost, and the lock with it.</summary>
    public bool StillHeld()
    {
        try
        {
            _connection.Run("SELECT 1");
            return true;
        }
        catch (Exception e) when (PostgresErrors.Known(e))
        {
            return false;
        }
    }

    public void Dispose()
    {
        try
        {
            _connection.Run($"SELECT pg_advisory_unlock({PostgresLocks.Family}, {_key})");
        }
        catch (Exception e) when (PostgresErrors.Known(e))
        {
            // the connection is gone, and the lock with it
        }

        _connection.Dispose();
    }
}
