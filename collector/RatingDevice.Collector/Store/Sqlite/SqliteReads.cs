using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>The questions a store answers, in SQL, and how a row becomes a record.</summary>
internal static class SqliteReads
{
    public const string Journals = "SELECT name, device, key, head, hash FROM journal ORDER BY name";

    public const string Anchors =
        """
        SELECT a.boot, a.began, a.placed_by FROM anchor a JOIN journal j ON j.id = a.journal
        WHERE j.name = $journal ORDER BY a.boot
        """;

    public const string Evidence =
        """
        SELECT s.first, s.last, s.hash, s.header, s.lines, s.received, p.outlet, p.counter, p.device, r.zone,
               r.cut_over FROM segment s JOIN journal j ON j.id = s.journal LEFT JOIN post p ON p.id = s.post
        LEFT JOIN rules r ON r.id = s.rules
        WHERE j.name = $journal AND s.first >= coalesce(
            (SELECT max(first) FROM segment WHERE journal = j.id AND first <= $from), 0) AND s.last >= $from
        ORDER BY s.first
        """;

    public const string Quarantine =
        "SELECT received, topic, reason, detail, size, head FROM quarantine ORDER BY id DESC LIMIT $most";

    public const string QuarantineDropped =
        """
        SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'quarantine'), 0) - count(*)
        FROM quarantine
        """;

    private const string Events =
        """
        SELECT j.name, e.n, e.kind, p.outlet, p.counter, p.device, t.text, e.service, e.at, e.placed_by,
               e.slot, e.invited, l.text, e.after_ms, w.text, e.replaces, e.by, e.count
        FROM event e JOIN journal j ON j.id = e.journal JOIN post p ON p.id = e.post
        LEFT JOIN word t ON t.id = e.teller LEFT JOIN word l ON l.id = e.level
        LEFT JOIN word w ON w.id = e.was
        """;

    public const string EventsByDay =
        Events + " WHERE e.slot BETWEEN $from AND $to ORDER BY e.at, j.name, e.n";

    /// <summary>The rows of one outlet's day, by key: an hour at a post at a time.</summary>
    public static readonly string Place =
        $"slot IN ({string.Join(", ", Enumerable.Range(0, 24).Select(hour => $"$from + {hour}"))})"
        + " AND post IN (SELECT id FROM post WHERE outlet = $outlet)";

    public static readonly string EventsOfPlace =
        Events + $" WHERE e.{Place} ORDER BY e.at, j.name, e.n";

    public const string EventsOfJournal = Events + " WHERE j.name = $journal ORDER BY e.n";

    public static JournalState Journal(SqliteDataReader r) => new(
        JournalId.Parse(r.GetString(0)), DeviceId.Parse(r.GetString(1)), r.GetString(2), r.GetInt64(3),
        Hash(r, 4));

    public static Segment Segment(SqliteDataReader r, JournalId journal) => new(
        journal, r.GetInt64(0), r.GetInt64(1), Hash(r, 2), Bytes(r, 3), Bytes(r, 4), At(r, 5), Post(r, 6),
        new OutletRules(TimeZoneInfo.FindSystemTimeZoneById(r.GetString(9)), r.GetInt32(10)));

    public static BootAnchor Anchor(SqliteDataReader r, JournalId journal) =>
        new(journal, BootId.Parse(r.GetString(0)), At(r, 1), (PlacedBy)r.GetInt32(2));

    public static CounterEvent Event(SqliteDataReader r) => new(
        JournalId.Parse(r.GetString(0)), r.GetInt64(1), (EventKind)r.GetInt32(2), Post(r, 3),
        Text(r, 6) is { } teller ? TellerId.Parse(teller) : null,
        Text(r, 7) is { } service ? ServiceId.Parse(service) : null,
        At(r, 8), (PlacedBy)r.GetInt32(9), SlotNumber.Slot(r.GetInt64(10)), r.GetInt64(11),
        Level(r, 12), Number(r, 13), Level(r, 14), Number(r, 15), (Trigger?)Number(r, 16), r.GetInt32(17));

    public static QuarantinedPayload Quarantined(SqliteDataReader r) => new(
        At(r, 0), r.GetString(1), Enum.Parse<RefusalReason>(r.GetString(2)), r.GetString(3), r.GetInt32(4),
        Bytes(r, 5));

    /// <summary>A post may lack counter or device: what the feed tells of an outlet has neither.</summary>
    public static Post Post(string outlet, string counter, string device) => new(
        OutletId.Parse(outlet), counter.Length == 0 ? default : CounterId.Parse(counter),
        device.Length == 0 ? default : DeviceId.Parse(device));

    public static DateTimeOffset At(SqliteDataReader r, int i) =>
        DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(i));

    public static string? Text(SqliteDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);

    public static long? Number(SqliteDataReader r, int i) => r.IsDBNull(i) ? null : r.GetInt64(i);

    private static Post Post(SqliteDataReader r, int i) =>
        Post(r.GetString(i), r.GetString(i + 1), r.GetString(i + 2));

    private static Digest Hash(SqliteDataReader r, int i) => Digest.FromBytes(Bytes(r, i));

    private static byte[] Bytes(SqliteDataReader r, int i) => r.GetFieldValue<byte[]>(i);

    private static LevelCode? Level(SqliteDataReader r, int i) =>
        Text(r, i) is { } text ? LevelCode.Parse(text) : null;
}
