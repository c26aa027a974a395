using System.Net.Sockets;
using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Which failures are the store's.</summary>
internal static class PostgresErrors
{
    public static bool Known(Exception e) => e is NpgsqlException or InvalidOperationException
        or InvalidDataException or TimeoutException or SocketException or IOException or FormatException
        or ArgumentException or InvalidCastException or TimeZoneNotFoundException
        or UnauthorizedAccessException;

    /// <summary>
    /// A failure as the seam tells it: a conflict where another writer was faster or in the way, which a
    /// second look at what is held settles.
    /// </summary>
    public static StoreException Told(string what, Exception e)
    {
        var why = (e as PostgresException)?.MessageText ?? e.Message;
        var message = e.InnerException is { } inner ? $"{what}: {why} {inner.Message}" : $"{what}: {why}";
        return new(message, e)
        {
            Conflict = e is PostgresConflict
                or PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation },
        };
    }
}

/// <summary>What a group was judged against is no longer so.</summary>
internal sealed class PostgresConflict(string message) : InvalidOperationException(message);
