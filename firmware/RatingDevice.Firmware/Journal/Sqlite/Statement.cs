using RatingDevice.Wire;
using SQLitePCL;

namespace RatingDevice.Firmware.Journal.Sqlite;

/// <summary>
/// A prepared statement, kept for the life of the connection. Bare SQLite instead of ADO.NET because a
/// drained backlog reads 10,000s of lines a second and copies each from SQLite's page to the batch exactly
/// once.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _handle;

    public Statement(sqlite3 db, string sql)
    {
        _db = db;
        if (raw.sqlite3_prepare_v2(db, sql, out _handle) != raw.SQLITE_OK) throw SqliteFault.Of(db);
    }

    public Statement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(_handle, index, value));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_handle, index, value));
        return this;
    }

    public Statement Bind(int index, int? value)
    {
        Check(value is { } number
            ? raw.sqlite3_bind_int(_handle, index, number)
            : raw.sqlite3_bind_null(_handle, index));
        return this;
    }

    /// <summary>True on a row, false at the end. Whoever steps resets.</summary>
    public bool Step() => raw.sqlite3_step(_handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        _ => throw Fail(),
    };

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        try
        {
            while (Step())
            {
                // a PRAGMA answers with a row that nobody needs
            }
        }
        finally
        {
            Reset();
        }
    }

    public long Int(int column) => raw.sqlite3_column_int64(_handle, column);

    /// <summary>Points into SQLite's memory: good until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_handle, column);

    public Digest Digest(int column) => Blob(column) is { Length: Wire.Digest.Size } bytes
        ? Wire.Digest.FromBytes(bytes)
        : throw new JournalFileException(FileTrouble.Damaged, "a digest has not its length");

    public void Reset() => raw.sqlite3_reset(_handle);

    public void Dispose() => _handle.Dispose();

    private JournalFileException Fail()
    {
        var fault = SqliteFault.Of(_db);
        Reset();
        return fault;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw SqliteFault.Of(_db);
    }
}
