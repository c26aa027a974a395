using Npgsql;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Served;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// Marks the days that a commit changed; each mark of a day is higher than all before, as its number is drawn
/// while the day's row is held. A day is open while its mark is higher than the one it was settled at.
/// </summary>
internal static class PostgresMarks
{
    private const string Write =
        """
        INSERT INTO mark AS held (outlet, day, mark, settled)
        SELECT outlet, day, nextval('mark_number'), 0 FROM
            (SELECT * FROM unnest($1::text[], $2::integer[]) AS given(outlet, day) ORDER BY outlet, day) days
        ON CONFLICT (outlet, day) DO UPDATE SET mark = nextval('mark_number')
        """;

    // One at a time settles a day, and never with what was read before the last one read.
    private const string Hold =
        "SELECT pg_advisory_xact_lock(hashtext('settle'), hashtext($1 || ' ' || $2::text))";

    private const string Settled = "SELECT settled FROM mark WHERE outlet = $1 AND day = $2";

    private const string Close =
        "UPDATE mark SET settled = $3 WHERE outlet = $1 AND day = $2 AND settled < $3";

    /// <summary>Days a group changes.</summary>
    public static HashSet<(OutletId, DateOnly)> Days(IntakeGroup group) =>
    [
        .. group.Events.Select(e => (e.Post.Outlet, e.Slot.Day)),
        .. group.Moments.Select(m => (m.Post.Outlet, m.Slot.Day)),
    ];

    /// <summary>Days a delivery changes.</summary>
    public static HashSet<(OutletId, DateOnly)> Days(ServedGroup group) =>
        [.. group.Rows.Concat(group.Completed).Select(r => (r.Outlet, r.Day))];

    public static void Set(
        NpgsqlConnection connection, IReadOnlyCollection<(OutletId Outlet, DateOnly Day)> days)
    {
        if (days.Count == 0) return;
        connection.Run(Write, days.Select(d => d.Outlet.ToString()).ToArray(),
            days.Select(d => d.Day.DayNumber).ToArray());
    }

    /// <summary>Holds a day until the transaction ends; false where it was settled at a later mark.</summary>
    public static bool TryHold(NpgsqlConnection connection, DirtyDay day)
    {
        object[] key = [day.Outlet.ToString(), day.Day.DayNumber];
        connection.Run(Hold, key);
        return connection.All(Settled, r => r.GetInt64(0), key).All(settled => settled <= day.Mark);
    }

    /// <summary>Takes a mark away; one set since stays.</summary>
    public static void Take(NpgsqlConnection connection, DirtyDay day) =>
        connection.Run(Close, day.Outlet.ToString(), day.Day.DayNumber, day.Mark);
}
