using LiteDB;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// The collections, and how their keys are made. All keys are whole numbers that sort like what they stand
/// for; moments are UTC milliseconds since 1970, a slot is business day number * 24 + hour.
/// <para>journal: number, name, device, key, head, hash. post, rules: number and parts. anchor: journal
/// number and boot's place. segment: journal number and first line; evidence as sent, and where its typed
/// rows lie. rows: business day and a running number; the typed rows of one segment on one day. day: earliest
/// moment of the rows of a business day, and the last running number. rollup: slot and post, with a count for
/// each "teller|measure". quarantine: running number. state: the last of those.</para>
/// </summary>
internal static class LiteDbSchema
{
    public const string Journal = "journal", Post = "post", Rules = "rules", Anchor = "anchor",
        Segment = "segment", Rows = "rows", Day = "day", Rollup = "rollup", Quarantine = "quarantine",
        State = "state";

    private const int Version = 1, LowBits = 40, PostBits = 24;

    private static readonly string[] All =
        [Journal, Post, Rules, Anchor, Segment, Rows, Day, Rollup, Quarantine, State];

    /// <summary>A number in the high bits and a running one in the low ones.</summary>
    public static long Key(long high, long low) => (high << LowBits) | low;

    /// <summary>The last key of a high part.</summary>
    public static long LastKey(long high) => Key(high + 1, 0) - 1;

    public static long RollupKey(long slot, int post) => (slot << PostBits) | (uint)post;

    public static (long Slot, int Post) RollupParts(long key) =>
        (key >> PostBits, (int)(key & ((1L << PostBits) - 1)));

    /// <summary>Makes what is missing in a file opened for writing.</summary>
    /// <param name="seal">Called after each step, as each is a transaction.</param>
    public static void Prepare(LiteDatabase db, Action seal)
    {
        Check(db);
        if (db.UserVersion == Version) return;
        // All at once and early: the list then stays within the first sector of the file, which no power cut
        // can tear.
        db.BeginTrans();
        foreach (var name in All) db.GetCollection(name).Insert(Array.Empty<BsonDocument>());
        db.Commit();
        seal();
        db.CheckpointSize = 0; // when the log goes into the data file is decided here, not by LiteDB
        seal();
        db.UserVersion = Version;
        seal();
    }

    /// <exception cref="InvalidDataException">Written by a newer program.</exception>
    public static void Check(LiteDatabase db)
    {
        if (db.UserVersion > Version)
        {
            throw new InvalidDataException($"It has version {db.UserVersion}; this program knows versions up "
                + $"to {Version}. Update the program.");
        }
    }
}
