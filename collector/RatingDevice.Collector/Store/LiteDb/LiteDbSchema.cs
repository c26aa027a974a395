using LiteDB;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// The collections, and how their keys are made. All keys are whole numbers that sort like what they stand
/// for; moments are UTC milliseconds since 1970, a slot is business day number * 24 + hour.
/// <para>journal: number, name, device, key, head, hash. post, rules: number and parts. anchor: journal
/// number and boot's place. segment: journal number and first line; evidence as sent, and where its typed
/// rows lie. rows: business day and a running number; the typed rows of one segment on one day. day: earliest
/// moment of the rows of a business day, and the last running number. rollup: grain, kind of cell, slot and
/// post, with a count for each "teller|measure". quarantine, refused (contradictions): running number.
/// moment: journal number and line, found by place, which is day and post. served: outlet, day and ticket as
/// one text. mark, unsealed: outlet and day. statement: running number, found by outlet and number, or period
/// and edition. stated: grain, part, first day, outlet and teller as one text. report: kind, first day and
/// outlet; statedteller: teller and outlet, likewise. state: the last running number of 1 quarantine, 2
/// refused, 3 mark, 4 unsealed, 5 statement.</para>
/// </summary>
internal static class LiteDbSchema
{
    public const string Journal = "journal", Post = "post", Rules = "rules", Anchor = "anchor",
        Segment = "segment", Rows = "rows", Day = "day", Rollup = "rollup", Quarantine = "quarantine",
        State = "state", Moment = "moment", Served = "served", Refused = "refused", Mark = "mark",
        Statement = "statement", Unsealed = "unsealed", Stated = "stated", Report = "report",
        StatedTeller = "statedteller";

    /// <summary>Documents of <see cref="State"/>.</summary>
    public const int LastQuarantined = 1, LastRefused = 2, LastMark = 3, LastUnsealed = 4,
        LastStatement = 5;

    private const int Version = 3, LowBits = 40, PostBits = 24, SlotBits = 28;

    private static readonly string[] First =
        [Journal, Post, Rules, Anchor, Segment, Rows, Day, Rollup, Quarantine, State];

    private static readonly string[] Second = [Moment, Served, Refused, Mark];

    private static readonly string[] Third = [Statement, Unsealed, Stated, Report, StatedTeller];

    /// <summary>A number in the high bits and a running one in the low ones.</summary>
    public static long Key(long high, long low) => (high << LowBits) | low;

    public static int High(long key) => (int)(key >> LowBits);

    public static long Low(long key) => key & ((1L << LowBits) - 1);

    /// <summary>The last key of a high part.</summary>
    public static long LastKey(long high) => Key(high + 1, 0) - 1;

    /// <summary>Of hours that follow entries as it was when there were no others.</summary>
    public static long RollupKey(Grain grain, int kind, long slot, int post) =>
        ((((((long)grain * 4) + kind) << SlotBits) | slot) << PostBits) | (uint)post;

    public static (long Slot, int Post) RollupParts(long key) =>
        ((key >> PostBits) & ((1L << SlotBits) - 1), (int)(key & ((1L << PostBits) - 1)));

    public static long Number(HourSlot slot) => (slot.Day.DayNumber * 24L) + slot.Hour;

    public static long Place(DateOnly day, int post) => ((long)day.DayNumber << PostBits) | (uint)post;

    /// <summary>Makes what is missing in a file opened for writing.</summary>
    /// <param name="seal">Called after each step, as each is a transaction.</param>
    public static void Prepare(LiteDatabase db, Action seal)
    {
        Check(db);
        if (db.UserVersion == Version) return;
        // All at once and early: the list then stays within the first sector of the file, which no power cut
        // can tear.
        db.BeginTrans();
        if (db.UserVersion == 0)
            foreach (var name in First) db.GetCollection(name).Insert(Array.Empty<BsonDocument>());
        if (db.UserVersion < 2)
            foreach (var name in Second) db.GetCollection(name).Insert(Array.Empty<BsonDocument>());
        foreach (var name in Third) db.GetCollection(name).Insert(Array.Empty<BsonDocument>());
        db.Commit();
        seal();
        db.GetCollection(Moment).EnsureIndex("place", "$.place");
        seal();
        db.GetCollection(Refused).EnsureIndex("key", "$.key");
        seal();
        db.GetCollection(Statement).EnsureIndex("chain", "$.chain", unique: true);
        seal();
        db.GetCollection(Statement).EnsureIndex("period", "$.period", unique: true);
        seal();
        db.GetCollection(Statement).EnsureIndex("waits", "$.waits");
        seal();
        db.CheckpointSize = 0; // when the log goes into the data file is decided here, not by LiteDB
        seal();
        if (db.UserVersion < 2) LiteDbMigration.FromFirst(db);
        seal();
        LiteDbMigration.FromSecond(db);
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

    /// <exception cref="InvalidDataException">Written by another version than this one.</exception>
    public static void CheckCurrent(LiteDatabase db)
    {
        Check(db);
        if (db.UserVersion < Version)
        {
            throw new InvalidDataException($"It has version {db.UserVersion}; this program reads version "
                + $"{Version}. Start the collector on it once.");
        }
    }
}
