using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// The tables, by version. Moments are UTC milliseconds since 1970; a slot is business day number * 24 +
/// hour, of a month the first hour of its first day; kind, placed_by, by, code and grain are the values of
/// EventKind or MomentKind, PlacedBy, Trigger, FaultCode and Grain; the kind of a cell is that of
/// <see cref="CellKind"/>. A mark is never given twice. A released step is never edited: a change is a
/// further step, and pragma user_version says how many were taken.
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
        """
        CREATE TABLE cell(
            grain INTEGER NOT NULL, slot INTEGER NOT NULL, kind INTEGER NOT NULL, post INTEGER NOT NULL,
            teller INTEGER NOT NULL, measure INTEGER NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY(grain, slot, kind, post, teller, measure)) STRICT, WITHOUT ROWID;
        INSERT INTO cell SELECT 0, slot, 0, post, teller, measure, count FROM rollup;
        INSERT INTO cell SELECT 1, slot / 24 * 24 AS day, 0, post, teller, measure, sum(count) FROM rollup
            GROUP BY day, post, teller, measure;
        INSERT INTO cell SELECT 2, CAST(julianday(date(slot / 24 + 1721425.5, 'start of month')) - 1721425.5
            AS INTEGER) * 24 AS month, 0, post, teller, measure, sum(count) FROM rollup
            GROUP BY month, post, teller, measure;
        DROP TABLE rollup;
        ALTER TABLE cell RENAME TO rollup;
        CREATE TABLE dirty(
            mark INTEGER PRIMARY KEY AUTOINCREMENT, outlet TEXT NOT NULL, day INTEGER NOT NULL,
            UNIQUE(outlet, day)) STRICT;
        INSERT INTO dirty(outlet, day) SELECT DISTINCT p.outlet, c.slot / 24 AS day FROM rollup c
            JOIN post p ON p.id = c.post WHERE c.grain = 1 ORDER BY day, p.outlet;
        DROP INDEX event_slot;
        CREATE INDEX event_place ON event(slot, post);
        CREATE TABLE moment(
            journal INTEGER NOT NULL, n INTEGER NOT NULL, kind INTEGER NOT NULL, post INTEGER NOT NULL,
            teller INTEGER, code INTEGER, at INTEGER NOT NULL, slot INTEGER NOT NULL,
            PRIMARY KEY(journal, n)) STRICT, WITHOUT ROWID;
        CREATE INDEX moment_place ON moment(slot, post);
        CREATE TABLE served(
            outlet TEXT NOT NULL, day INTEGER NOT NULL, ticket TEXT NOT NULL, counter TEXT, teller TEXT,
            type TEXT, issued INTEGER, called INTEGER, finished INTEGER, void TEXT,
            PRIMARY KEY(outlet, day, ticket)) STRICT, WITHOUT ROWID;
        CREATE TABLE contradiction(
            id INTEGER PRIMARY KEY AUTOINCREMENT, outlet TEXT NOT NULL, day INTEGER NOT NULL,
            ticket TEXT NOT NULL, kept_counter TEXT, kept_teller TEXT, kept_type TEXT, kept_issued INTEGER,
            kept_called INTEGER, kept_finished INTEGER, kept_void TEXT, counter TEXT, teller TEXT, type TEXT,
            issued INTEGER, called INTEGER, finished INTEGER, void TEXT, received INTEGER NOT NULL,
            source TEXT NOT NULL) STRICT;
        CREATE INDEX contradiction_key ON contradiction(outlet, day, ticket);
        """,
        """
        CREATE TABLE statement(
            id INTEGER PRIMARY KEY AUTOINCREMENT, outlet TEXT NOT NULL, n INTEGER NOT NULL,
            kind INTEGER NOT NULL, first INTEGER NOT NULL, edition INTEGER NOT NULL, hash BLOB NOT NULL,
            envelope BLOB NOT NULL, body BLOB NOT NULL, kept INTEGER NOT NULL, receipt BLOB,
            UNIQUE(outlet, n), UNIQUE(outlet, kind, first, edition)) STRICT;
        CREATE INDEX statement_unsent ON statement(id) WHERE receipt IS NULL;
        CREATE TABLE unsealed(
            mark INTEGER PRIMARY KEY AUTOINCREMENT, outlet TEXT NOT NULL, day INTEGER NOT NULL,
            UNIQUE(outlet, day)) STRICT;
        INSERT INTO unsealed(outlet, day) SELECT DISTINCT p.outlet, c.slot / 24 AS day FROM rollup c
            JOIN post p ON p.id = c.post WHERE c.grain = 1 ORDER BY day, p.outlet;
        """,
        """
        CREATE TABLE stated(
            grain INTEGER NOT NULL, part INTEGER NOT NULL, first INTEGER NOT NULL, outlet INTEGER NOT NULL,
            teller INTEGER NOT NULL, counts BLOB NOT NULL,
            PRIMARY KEY(grain, part, first, outlet, teller)) STRICT, WITHOUT ROWID;
        CREATE TABLE report(
            kind INTEGER NOT NULL, first INTEGER NOT NULL, outlet INTEGER NOT NULL, n INTEGER NOT NULL,
            edition INTEGER NOT NULL, hash BLOB NOT NULL, entries INTEGER NOT NULL, missing INTEGER NOT NULL,
            kept INTEGER NOT NULL, came INTEGER NOT NULL, PRIMARY KEY(kind, first, outlet))
            STRICT, WITHOUT ROWID;
        CREATE INDEX report_missing ON report(kind, first) WHERE missing > 0;
        CREATE TABLE stated_teller(
            teller INTEGER NOT NULL, outlet INTEGER NOT NULL, name TEXT, seen INTEGER NOT NULL,
            PRIMARY KEY(teller, outlet)) STRICT, WITHOUT ROWID;
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
