using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// The tables, by version. Moments are UTC milliseconds since 1970; a slot is business day number * 24 +
/// hour; kind, placed_by and by are the values of EventKind, PlacedBy and Trigger. A released step is never
/// edited: a change is a further step, and pragma user_version says how many were taken.
/// </summary>
internal static class SqliteSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE journal(
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, device TEXT NOT NULL, key TEXT NOT NULL,
            head INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE post(
            id INTEGER PRIMARY KEY, outlet TEXT NOT NULL, counter TEXT NOT NULL, device TEXT NOT NULL,
            UNIQUE(outlet, counter, device)) STRICT;
        CREATE TABLE rules(
            id INTEGER PRIMARY KEY, zone TEXT NOT NULL, cut_over INTEGER NOT NULL,
            UNIQUE(zone, cut_over)) STRICT;
        CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE segment(
            id INTEGER PRIMARY KEY, journal INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            hash BLOB NOT NULL, received INTEGER NOT NULL, post INTEGER NOT NULL, rules INTEGER NOT NULL,
            header BLOB NOT NULL, lines BLOB NOT NULL, UNIQUE(journal, first)) STRICT;
        CREATE TABLE anchor(
            journal INTEGER NOT NULL, boot TEXT NOT NULL, began INTEGER NOT NULL, placed_by INTEGER NOT NULL,
            PRIMARY KEY(journal, boot)) STRICT, WITHOUT ROWID;
        CREATE TABLE event(
            journal INTEGER NOT NULL, n INTEGER NOT NULL, kind INTEGER NOT NULL, post INTEGER NOT NULL,
            teller INTEGER, service TEXT, at INTEGER NOT NULL, placed_by INTEGER NOT NULL,
            slot INTEGER NOT NULL, invited INTEGER NOT NULL, level INTEGER, after_ms INTEGER, was INTEGER,
            replaces INTEGER, by INTEGER, count INTEGER NOT NULL,
            PRIMARY KEY(journal, n)) STRICT, WITHOUT ROWID;
        CREATE INDEX event_slot ON event(slot);
        CREATE TABLE rollup(
            slot INTEGER NOT NULL, post INTEGER NOT NULL, teller INTEGER NOT NULL, measure INTEGER NOT NULL,
            count INTEGER NOT NULL, PRIMARY KEY(slot, post, teller, measure)) STRICT, WITHOUT ROWID;
        CREATE TABLE quarantine(
            id INTEGER PRIMARY KEY AUTOINCREMENT, received INTEGER NOT NULL, topic TEXT NOT NULL,
            reason TEXT NOT NULL, detail TEXT NOT NULL, size INTEGER NOT NULL, head BLOB NOT NULL) STRICT;
        """,
    ];

    /// <summary>The version this program writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Takes the steps that are missing, all or none.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        var version = Read(connection);
        if (version == Version) return;
        using var transaction = connection.BeginTransaction();
        for (; version < Version; version++) connection.Run(Steps[version]);
        connection.Run($"PRAGMA user_version={Version}");
        transaction.Commit();
    }

    /// <summary>The version of a file, which is not newer than this program.</summary>
    /// <exception cref="InvalidDataException">It is newer.</exception>
    public static int Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var version = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        return version <= Version ? version : throw new InvalidDataException(
            $"It has version {version}; this program knows versions up to {Version}. Update the program.");
    }

    /// <summary>Runs statements without parameters or result.</summary>
    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
