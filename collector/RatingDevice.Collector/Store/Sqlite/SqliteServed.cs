using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Served;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Writes what the feed told.</summary>
internal sealed class SqliteServed(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _add = new(
        connection,
        """
        INSERT INTO served(outlet, day, ticket, counter, teller, type, issued, called, finished, void)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqliteStatement _complete = new(
        connection,
        """
        UPDATE served SET counter = ?4, teller = ?5, type = ?6, issued = ?7, called = ?8, finished = ?9,
            void = ?10 WHERE outlet = ?1 AND day = ?2 AND ticket = ?3 RETURNING 1
        """);

    // Not by a key and ON CONFLICT: a row that is there already must not use up a number.
    private readonly SqliteStatement _refuse = new(
        connection,
        """
        INSERT INTO contradiction(outlet, day, ticket, counter, teller, type, issued, called, finished, void,
            kept_counter, kept_teller, kept_type, kept_issued, kept_called, kept_finished, kept_void,
            received, source)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19
        WHERE NOT EXISTS (SELECT 1 FROM contradiction WHERE outlet = ?1 AND day = ?2 AND ticket = ?3
            AND counter IS ?4 AND teller IS ?5 AND type IS ?6 AND issued IS ?7 AND called IS ?8
            AND finished IS ?9 AND void IS ?10)
        """);

    private readonly SqliteStatement _trim = new(
        connection, "DELETE FROM contradiction WHERE id <= (SELECT max(id) FROM contradiction) - ?");

    /// <exception cref="InvalidOperationException">A completed row is not there.</exception>
    public void Write(ServedGroup group, int contradictionsMost)
    {
        foreach (var row in group.Rows) Bind(_add.Row(), row).Run();
        foreach (var row in group.Completed)
        {
            if (Bind(_complete.Row(), row).Number() is null)
                throw new InvalidOperationException($"ticket {row.Ticket} is not held");
        }

        foreach (var c in group.Contradictions)
        {
            Parts(Bind(_refuse.Row(), c.Refused), c.Kept)
                .Bind(c.Received.ToUnixTimeMilliseconds()).Bind(c.Source).Run();
        }

        if (group.Contradictions.Count > 0) _trim.Row().Bind(contradictionsMost).Run();
    }

    public void Dispose()
    {
        _add.Dispose();
        _complete.Dispose();
        _refuse.Dispose();
        _trim.Dispose();
    }

    private static SqliteStatement Bind(SqliteStatement s, ServedRow r) =>
        Parts(s.Bind(r.Outlet.ToString()).Bind(r.Day.DayNumber).Bind(r.Ticket.ToString()), r);

    private static SqliteStatement Parts(SqliteStatement s, ServedRow r) => s
        .Bind(r.Counter?.ToString()).Bind(r.Teller?.ToString()).Bind(r.Type?.ToString())
        .Bind(r.Issued?.ToUnixTimeMilliseconds()).Bind(r.Called?.ToUnixTimeMilliseconds())
        .Bind(r.Finished?.ToUnixTimeMilliseconds()).Bind(r.Void);
}
