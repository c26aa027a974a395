using SQLitePCL;

namespace RatingDevice.Firmware.Journal.Sqlite;

/// <summary>SQLite's result codes as the journal's kinds of trouble.</summary>
internal static class SqliteFault
{
    /// <summary>The extended code goes into the message: it tells a full disk from a failed sync.</summary>
    public static JournalFileException Of(sqlite3 db)
    {
        var code = raw.sqlite3_extended_errcode(db);
        return new JournalFileException(
            Kind(code & 0xff), $"{raw.sqlite3_errmsg(db).utf8_to_string()} (SQLite {code})");
    }

    private static FileTrouble Kind(int code) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => FileTrouble.Busy,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => FileTrouble.Damaged,
        _ => FileTrouble.Io,
    };
}
