using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// A prepared statement bound by place. Commits write tens of thousands of rows a second, and an ADO.NET
/// command costs several times the insert itself; sums read as many. Everything else uses ADO.NET.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _statement;
    private readonly long?[] _bound;
    private int _next;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _db = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _bound = new long?[raw.sqlite3_bind_parameter_count(_statement) + 1];
    }

    /// <summary>
    /// Begins a row; a row that was begun and not run, because something else failed meanwhile, is forgotten.
    /// </summary>
    public SqliteStatement Row()
    {
        _next = 1;
        return this;
    }

    public SqliteStatement Bind(long value)
    {
        // what was bound stays bound: rows of one batch share half their numbers
        if (_bound[_next] != value) Check(raw.sqlite3_bind_int64(_statement, _next, value));
        _bound[_next++] = value;
        return this;
    }

    public SqliteStatement Bind(long? value)
    {
        if (value is { } there) return Bind(there);
        Check(raw.sqlite3_bind_null(_statement, Other()));
        return this;
    }

    public SqliteStatement Bind(string? value)
    {
        Check(value is null
            ? raw.sqlite3_bind_null(_statement, Other()) : raw.sqlite3_bind_text(_statement, Other(), value));
        return this;
    }

    public SqliteStatement Bind(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, Other(), value));
        return this;
    }

    /// <summary>Runs it and makes it ready for the next row.</summary>
    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        var reset = raw.sqlite3_reset(_statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) Check(reset == raw.SQLITE_OK ? result : reset);
    }

    /// <summary>Runs it for one number; null where there is no row.</summary>
    public long? Number()
    {
        var result = raw.sqlite3_step(_statement);
        long? number = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_statement, 0) : null;
        raw.sqlite3_reset(_statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) Check(result);
        return number;
    }

    /// <summary>Goes on to the next row of a query; false at the end.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) Check(result);
        return result == raw.SQLITE_ROW;
    }

    /// <summary>A number of the current row; columns count from 0.</summary>
    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A text of the current row; empty where there is none.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    /// <summary>Bytes of the current row.</summary>
    public byte[] Blob(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>Ends a query.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement?.Dispose();

    /// <summary>The next place, for something that is no number.</summary>
    private int Other()
    {
        _bound[_next] = null;
        return _next++;
    }

    private void Check(int result)
    {
        if (result == raw.SQLITE_OK) return;
        throw new SqliteException(raw.sqlite3_errmsg(_db).utf8_to_string(), result & 0xff, result);
    }
}
