using Npgsql;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>The questions a store answers, in SQL, and how a row becomes a record.</summary>
internal static class PostgresReads
{
    /// <summary>A journal without a line was only given a number yet.</summary>
    public const string Journals =
        "SELECT name, device, key, head, hash FROM journal WHERE head > 0 ORDER BY name";

    public const string SomeJournals =
        "SELECT name, device, key, head, hash FROM journal WHERE head > 0 AND name = ANY($1) ORDER BY name";

    public const string Anchors =
        """
        SELECT j.name, a.boot, a.began, a.placed_by FROM anchor a JOIN journal j ON j.id = a.journal
        WHERE j.name = ANY($1) ORDER BY j.name, a.boot
        """;

    /// <summary>A few segments from a number on.</summary>
    public const string Evidence =
        """
        SELECT s.first, s.last, s.hash, s.header, s.lines, s.received, p.outlet, p.counter, p.device, r.zone,
               r.cut_over FROM journal j JOIN segment s ON s.journal = j.id JOIN post p ON p.id = s.post
        JOIN rules r ON r.id = s.rules
        WHERE j.name = $1 AND s.first >= coalesce(
            (SELECT max(first) FROM segment WHERE journal = j.id AND first <= $2), 0) AND s.last >= $2
        ORDER BY s.first LIMIT $3
        """;

    public const string Quarantine =
        "SELECT received, topic, reason, detail, size, head FROM quarantine ORDER BY id DESC LIMIT $1";

    public const string Dropped = "SELECT count FROM dropped WHERE name = $1";

    private const string Events =
        """
        SELECT j.name, e.n, e.kind, p.outlet, p.counter, p.device, t.text, e.service, e.at, e.placed_by,
               e.slot, e.invited, l.text, e.after_ms, w.text, e.replaces, e.by, e.count
        FROM event e JOIN journal j ON j.id = e.journal JOIN post p ON p.id = e.post
        LEFT JOIN word t ON t.id = e.teller LEFT JOIN word l ON l.id = e.level
        LEFT JOIN word w ON w.id = e.was
        """;

    public const string EventsByDay = Events + " WHERE e.slot BETWEEN $1 AND $2 ORDER BY e.at, j.name, e.n";

    public const string EventsOfPlace = Events
        + " WHERE e.slot BETWEEN $1 AND $1 + 23 AND p.outlet = $2 ORDER BY e.at, j.name, e.n";

    public const string EventsOfJournal = Events + " WHERE j.name = $1 ORDER BY e.n";

    /// <summary>The newest rows beyond some numbers.</summary>
    public const string EventsBeyond = Events
        + " JOIN unnest($1::text[], $2::bigint[]) AS seen(name, n) ON seen.name = j.name AND e.n > seen.n"
        + " ORDER BY e.at DESC, j.name DESC, e.n DESC LIMIT $3";

    public static JournalState Journal(NpgsqlDataReader r) => new(
        JournalId.Parse(r.GetString(0)), DeviceId.Parse(r.GetString(1)), r.GetString(2), r.GetInt64(3),
        Hash(r, 4));

    public static Segment Segment(NpgsqlDataReader r, JournalId journal) => new(
        journal, r.GetInt64(0), r.GetInt64(1), Hash(r, 2), Bytes(r, 3), Bytes(r, 4), At(r, 5), Post(r, 6),
        new OutletRules(
            TimeZoneInfo.FindSystemTimeZoneById(r.GetString(9)),
            int.Parse(r.GetString(10), System.Globalization.CultureInfo.InvariantCulture)));

    public static BootAnchor Anchor(NpgsqlDataReader r) => new(
        JournalId.Parse(r.GetString(0)), BootId.Parse(r.GetString(1)), At(r, 2), (PlacedBy)r.GetInt16(3));

    public static CounterEvent Event(NpgsqlDataReader r) => new(
        JournalId.Parse(r.GetString(0)), r.GetInt64(1), (EventKind)r.GetInt16(2), Post(r, 3),
        Text(r, 6) is { } teller ? TellerId.Parse(teller) : null,
        Text(r, 7) is { } service ? ServiceId.Parse(service) : null,
        At(r, 8), (PlacedBy)r.GetInt16(9), PostgresSlots.Slot(r.GetInt32(10)), r.GetInt64(11),
        Level(r, 12), Number(r, 13), Level(r, 14), Number(r, 15),
        r.IsDBNull(16) ? null : (Trigger)r.GetInt16(16), r.GetInt32(17));

    public static QuarantinedPayload Quarantined(NpgsqlDataReader r) => new(
        At(r, 0), r.GetString(1), Enum.Parse<RefusalReason>(r.GetString(2)), r.GetString(3), r.GetInt32(4),
        Bytes(r, 5));

    /// <summary>A post may lack counter or device: what the feed tells of an outlet has neither.</summary>
    public static Post Post(NpgsqlDataReader r, int i)
    {
        var (counter, device) = (r.GetString(i + 1), r.GetString(i + 2));
        return new(
            OutletId.Parse(r.GetString(i)), counter.Length == 0 ? default : CounterId.Parse(counter),
            device.Length == 0 ? default : DeviceId.Parse(device));
    }

    public static DateTimeOffset At(NpgsqlDataReader r, int i) =>
        DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(i));

    public static string? Text(NpgsqlDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);

    private static long? Number(NpgsqlDataReader r, int i) => r.IsDBNull(i) ? null : r.GetInt64(i);

    private static Digest Hash(NpgsqlDataReader r, int i) => Digest.FromBytes(Bytes(r, i));

    private static byte[] Bytes(NpgsqlDataReader r, int i) => r.GetFieldValue<byte[]>(i);

    private static LevelCode? Level(NpgsqlDataReader r, int i) =>
        Text(r, i) is { } text ? LevelCode.Parse(text) : null;
}
