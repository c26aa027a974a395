namespace RatingDevice.Firmware.Journal.Sqlite;

/// <summary>The journal's tables, version 1.</summary>
internal static class JournalSchema
{
    public const int Version = 1;

    /// <summary>
    /// EXCLUSIVE before anything else: no second process, and no shared-memory file. FULL: a commit is a
    /// sync. The one connection checkpoints too, which keeps clear of SQLite's WAL-reset bug before 3.51.3.
    /// </summary>
    public static readonly string[] Pragmas =
    [
        "PRAGMA locking_mode = EXCLUSIVE",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA wal_autocheckpoint = 1000",
        "PRAGMA cache_size = -1024",
    ];

    /// <summary>
    /// "turn" marks the lines a restart needs (see TurnMark); its index is why a restart reads two lines,
    /// not all. "damaged" is where lines go that do not verify: kept for a technician, never sent.
    /// </summary>
    public static readonly string[] Tables =
    [
        "CREATE TABLE entry (n INTEGER PRIMARY KEY, hash BLOB NOT NULL, line BLOB NOT NULL, turn INTEGER)",
        "CREATE INDEX entry_turn ON entry (turn, n) WHERE turn IS NOT NULL",
        "CREATE TABLE damaged (n INTEGER NOT NULL, hash BLOB, line BLOB, turn INTEGER)",
        "CREATE TABLE cursor (acked INTEGER NOT NULL, pruned INTEGER NOT NULL)",
        "INSERT INTO cursor (acked, pruned) VALUES (0, 0)",
        "PRAGMA user_version = 1",
    ];
}
