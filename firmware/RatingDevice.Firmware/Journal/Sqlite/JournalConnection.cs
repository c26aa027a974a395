using RatingDevice.Hosting;
using SQLitePCL;

namespace RatingDevice.Firmware.Journal.Sqlite;

/// <summary>One exclusive connection to a journal file.</summary>
internal sealed class JournalConnection : IDisposable
{
    private const int Flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_URI
        | raw.SQLITE_OPEN_NOMUTEX;

    private readonly sqlite3 _db;

    private JournalConnection(sqlite3 db) => _db = db;

    /// <param name="dataSource">A path, or a "file:" URI.</param>
    /// <exception cref="JournalFileException">Busy, damaged, or not writable.</exception>
    public static JournalConnection Open(string dataSource)
    {
        Batteries_V2.Init();
        var opened = raw.sqlite3_open_v2(dataSource, out var db, Flags, null);
        var connection = new JournalConnection(db);
        try
        {
            if (opened != raw.SQLITE_OK) throw SqliteFault.Of(db);
            raw.sqlite3_extended_result_codes(db, 1);
            foreach (var pragma in JournalSchema.Pragmas) connection.Run(pragma);
            connection.InTransaction(() => // takes the lock, needed or not
            {
                LogRenewal.Renew(dataSource);
                connection.Prepare();
            });
            return connection;
        }
        catch (IOException e)
        {
            connection.Dispose();
            throw new JournalFileException(FileTrouble.Io, $"the log cannot be renewed: {e.Message}");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Statement Statement(string sql) => new(_db, sql);

    /// <summary>All or nothing; on return it is on disk.</summary>
    public void InTransaction(Action work)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            work();
            Run("COMMIT");
        }
        catch
        {
            if (raw.sqlite3_get_autocommit(_db) == 0) RollBack();
            throw;
        }
    }

    public void Dispose() => _db.Dispose();

    // A rollback that fails too leaves nothing to do: SQLite undoes the rest at the next transaction.
    private void RollBack() => raw.sqlite3_exec(_db, "ROLLBACK");

    private void Prepare()
    {
        using var version = Statement("PRAGMA user_version");
        version.Step();
        var found = version.Int(0);
        version.Reset();
        if (found > JournalSchema.Version)
            throw new JournalException($"The journal file has version {found}; this program knows up to "
                + $"{JournalSchema.Version}. Nothing was changed. Run the newer program.");
        if (found == JournalSchema.Version) return;
        foreach (var sql in JournalSchema.Tables) Run(sql);
    }

    private void Run(string sql)
    {
        using var statement = Statement(sql);
        statement.Run();
    }
}
