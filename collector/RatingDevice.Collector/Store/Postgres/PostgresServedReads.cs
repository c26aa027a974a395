using Npgsql;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Served;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>What settling an outlet's day needs, in SQL, and how a row becomes a record.</summary>
internal static class PostgresServedReads
{
    public const string Served =
        """
        SELECT outlet, day, ticket, counter, teller, type, issued, called, finished, void FROM served
        WHERE outlet = $1 AND day = $2 ORDER BY ticket
        """;

    public const string Contradictions =
        """
        SELECT outlet, day, ticket, counter, teller, type, issued, called, finished, void, kept_counter,
               kept_teller, kept_type, kept_issued, kept_called, kept_finished, kept_void, received, source
        FROM contradiction ORDER BY id DESC LIMIT $1
        """;

    public const string Dirty =
        "SELECT outlet, day, mark FROM mark WHERE mark > settled ORDER BY mark LIMIT $1";

    private const string Moments =
        """
        SELECT j.name, m.n, m.kind, p.outlet, p.counter, p.device, t.text, m.code, m.at, m.slot
        FROM moment m JOIN journal j ON j.id = m.journal JOIN post p ON p.id = m.post
        LEFT JOIN word t ON t.id = m.teller
        """;

    public const string MomentsOfJournal = Moments + " WHERE j.name = $1 ORDER BY m.n";

    public const string MomentsOfDay = Moments
        + " WHERE m.slot BETWEEN $1 AND $1 + 23 AND p.outlet = $2 ORDER BY m.at, j.name, m.n";

    public static DeviceMoment Moment(NpgsqlDataReader r) => new(
        JournalId.Parse(r.GetString(0)), r.GetInt64(1), (MomentKind)r.GetInt16(2), PostgresReads.Post(r, 3),
        PostgresReads.Text(r, 6) is { } teller ? TellerId.Parse(teller) : null,
        r.IsDBNull(7) ? null : (FaultCode)r.GetInt16(7), PostgresReads.At(r, 8),
        PostgresSlots.Slot(r.GetInt32(9)));

    public static DirtyDay Day(NpgsqlDataReader r) =>
        new(OutletId.Parse(r.GetString(0)), DateOnly.FromDayNumber(r.GetInt32(1)), r.GetInt64(2));

    public static ServedRow Row(NpgsqlDataReader r) => Row(r, 3);

    public static ServedContradiction Contradiction(NpgsqlDataReader r) =>
        new(Row(r, 10), Row(r, 3), PostgresReads.At(r, 17), r.GetString(18));

    private static ServedRow Row(NpgsqlDataReader r, int i) => new(
        OutletId.Parse(r.GetString(0)), DateOnly.FromDayNumber(r.GetInt32(1)),
        ServiceId.Parse(r.GetString(2)),
        PostgresReads.Text(r, i) is { } counter ? CounterId.Parse(counter) : null,
        PostgresReads.Text(r, i + 1) is { } teller ? TellerId.Parse(teller) : null,
        PostgresReads.Text(r, i + 2) is { } type ? Type(type) : null,
        Moment(r, i + 3), Moment(r, i + 4), Moment(r, i + 5), PostgresReads.Text(r, i + 6));

    private static DateTimeOffset? Moment(NpgsqlDataReader r, int i) =>
        r.IsDBNull(i) ? null : PostgresReads.At(r, i);

    private static BusinessType Type(string text) => BusinessType.TryParse(text, out var type) ? type
        : throw new FormatException($"'{text}' is not a business type");
}
