using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Served;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>What settling an outlet's day needs, in SQL, and how a row becomes a record.</summary>
internal static class SqliteServedReads
{
    public const string Served =
        """
        SELECT outlet, day, ticket, counter, teller, type, issued, called, finished, void FROM served
        WHERE outlet = $outlet AND day = $day ORDER BY ticket
        """;

    public const string Contradictions =
        """
        SELECT outlet, day, ticket, counter, teller, type, issued, called, finished, void, kept_counter,
               kept_teller, kept_type, kept_issued, kept_called, kept_finished, kept_void, received, source
        FROM contradiction ORDER BY id DESC LIMIT $most
        """;

    public const string ContradictionsDropped =
        """
        SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'contradiction'), 0) - count(*)
        FROM contradiction
        """;

    public const string Dirty = "SELECT outlet, day, mark FROM dirty ORDER BY mark LIMIT $most";

    private const string Moments =
        """
        SELECT j.name, m.n, m.kind, p.outlet, p.counter, p.device, t.text, m.code, m.at, m.slot
        FROM moment m JOIN journal j ON j.id = m.journal JOIN post p ON p.id = m.post
        LEFT JOIN word t ON t.id = m.teller
        """;

    public const string MomentsOfJournal = Moments + " WHERE j.name = $journal ORDER BY m.n";

    public static readonly string MomentsOfDay =
        Moments + $" WHERE m.{SqliteReads.Place} ORDER BY m.at, j.name, m.n";

    public static DeviceMoment Moment(SqliteDataReader r) => new(
        JournalId.Parse(r.GetString(0)), r.GetInt64(1), (MomentKind)r.GetInt32(2),
        SqliteReads.Post(r.GetString(3), r.GetString(4), r.GetString(5)),
        SqliteReads.Text(r, 6) is { } teller ? TellerId.Parse(teller) : null,
        (FaultCode?)SqliteReads.Number(r, 7), SqliteReads.At(r, 8), SlotNumber.Slot(r.GetInt64(9)));

    public static DirtyDay Day(SqliteDataReader r) =>
        new(OutletId.Parse(r.GetString(0)), DateOnly.FromDayNumber(r.GetInt32(1)), r.GetInt64(2));

    public static ServedRow Row(SqliteDataReader r) => Row(r, 3);

    public static ServedContradiction Contradiction(SqliteDataReader r) =>
        new(Row(r, 10), Row(r, 3), SqliteReads.At(r, 17), r.GetString(18));

    private static ServedRow Row(SqliteDataReader r, int i) => new(
        OutletId.Parse(r.GetString(0)), DateOnly.FromDayNumber(r.GetInt32(1)),
        ServiceId.Parse(r.GetString(2)),
        SqliteReads.Text(r, i) is { } counter ? CounterId.Parse(counter) : null,
        SqliteReads.Text(r, i + 1) is { } teller ? TellerId.Parse(teller) : null,
        SqliteReads.Text(r, i + 2) is { } type ? Type(type) : null,
        Moment(r, i + 3), Moment(r, i + 4), Moment(r, i + 5), SqliteReads.Text(r, i + 6));

    private static DateTimeOffset? Moment(SqliteDataReader r, int i) =>
        r.IsDBNull(i) ? null : SqliteReads.At(r, i);

    private static BusinessType Type(string text) => BusinessType.TryParse(text, out var type) ? type
        : throw new FormatException($"'{text}' is not a business type");
}
