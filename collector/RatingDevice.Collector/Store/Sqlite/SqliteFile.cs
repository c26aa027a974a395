using Microsoft.Data.Sqlite;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// Opens connections to the store's file. One connection writes and does all checkpoints; readers are
/// read-only and never checkpoint: SQLite before 3.51.3 can lose data where two connections do (the WAL-reset
/// bug).
/// </summary>
internal static class SqliteFile
{
    private const int CheckpointPages = 4000; // 16 MiB of log: a checkpoint every few groups, not every group

    /// <summary>The writer; makes the file and its tables where they are missing.</summary>
    public static SqliteConnection OpenWriter(SqliteStoreOptions options) => Open(
        options.DataSource, SqliteOpenMode.ReadWriteCreate, pooling: false, c =>
        {
            if (options.Exclusive) c.Run("PRAGMA locking_mode=EXCLUSIVE");
            c.Run("PRAGMA journal_mode=WAL");
            c.Run("PRAGMA synchronous=FULL");
            c.Run($"PRAGMA wal_autocheckpoint={CheckpointPages}");
            c.Run("PRAGMA journal_size_limit=67108864"); // after a long snapshot held the log open
            c.Run("PRAGMA cache_size=-32000");
            c.Run("BEGIN IMMEDIATE"); // whoever else writes waits, and nobody has the log half written
            LogRenewal.Renew(options.DataSource);
            c.Run("COMMIT");
            SqliteSchema.Migrate(c);
        });

    /// <summary>A reader; sees what is committed when a query begins.</summary>
    public static SqliteConnection OpenReader(SqliteStoreOptions options) => Open(
        options.DataSource, SqliteOpenMode.ReadOnly, pooling: true,
        c => c.Run("PRAGMA wal_autocheckpoint=0"));

    /// <summary>A reader that sees one moment until it is closed.</summary>
    public static SqliteConnection OpenSnapshot(SqliteStoreOptions options) => Open(
        options.DataSource, SqliteOpenMode.ReadOnly, pooling: false, c =>
        {
            c.Run("PRAGMA wal_autocheckpoint=0");
            c.Run("BEGIN");
            var version = SqliteSchema.Read(c); // the first read fixes the moment
            if (version == 0) throw new InvalidDataException("The file holds no store yet.");
            if (version < SqliteSchema.Version)
            {
                throw new InvalidDataException($"It has version {version}; this program reads version "
                    + $"{SqliteSchema.Version}. Start the collector on it once.");
            }
        });

    /// <summary>Closes the readers kept open for reuse.</summary>
    public static void ClosePool(SqliteStoreOptions options)
    {
        var source = Source(options.DataSource, SqliteOpenMode.ReadOnly, pooling: true);
        using var reader = new SqliteConnection(source);
        SqliteConnection.ClearPool(reader);
    }

    private static string Source(string source, SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = source, Mode = mode, Pooling = pooling, DefaultTimeout = 30,
        }.ToString();

    private static SqliteConnection Open(
        string source, SqliteOpenMode mode, bool pooling, Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(Source(source, mode, pooling));
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch (Exception e) when (e is SqliteException or InvalidDataException or IOException)
        {
            connection.Dispose();
            throw new StoreException($"The store {source} cannot be opened: {e.Message}", e);
        }
    }
}
