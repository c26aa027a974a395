using Npgsql;
using NpgsqlTypes;
using RatingDevice.Collector.Served;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Writes what the feed told.</summary>
internal static class PostgresServed
{
    private const string Add = "COPY served(outlet, day, ticket, counter, teller, type, issued, called, "
        + "finished, void) FROM STDIN (FORMAT BINARY)";

    // Adds what was not known. A field that another collector's delivery has filled meanwhile stays; where
    // it says otherwise the row is not changed, and the delivery is judged again.
    private const string Complete =
        """
        UPDATE served SET counter = coalesce(counter, $4), teller = coalesce(teller, $5),
            type = coalesce(type, $6), issued = coalesce(issued, $7), called = coalesce(called, $8),
            finished = coalesce(finished, $9), void = coalesce(void, $10)
        WHERE outlet = $1 AND day = $2 AND ticket = $3
            AND coalesce(counter = $4, true) AND coalesce(teller = $5, true) AND coalesce(type = $6, true)
            AND coalesce(issued = $7, true) AND coalesce(called = $8, true)
            AND coalesce(finished = $9, true) AND coalesce(void = $10, true)
        """;

    private const string Refuse =
        """
        INSERT INTO contradiction(outlet, day, ticket, counter, teller, type, issued, called, finished, void,
            kept_counter, kept_teller, kept_type, kept_issued, kept_called, kept_finished, kept_void,
            received, source)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19
        WHERE NOT EXISTS (SELECT 1 FROM contradiction WHERE outlet = $1 AND day = $2 AND ticket = $3
            AND counter IS NOT DISTINCT FROM $4 AND teller IS NOT DISTINCT FROM $5
            AND type IS NOT DISTINCT FROM $6 AND issued IS NOT DISTINCT FROM $7
            AND called IS NOT DISTINCT FROM $8 AND finished IS NOT DISTINCT FROM $9
            AND void IS NOT DISTINCT FROM $10)
        """;

    /// <exception cref="PostgresConflict">A completed row is not there, or says otherwise.</exception>
    public static void Write(NpgsqlConnection connection, ServedGroup group, int contradictionsMost)
    {
        if (group.Rows.Count > 0) Copy(connection, group.Rows);
        foreach (var row in group.Completed.OrderBy(r => (r.Outlet, r.Day, r.Ticket)))
        {
            using var complete = new NpgsqlCommand(Complete, connection);
            Bind(complete.Parameters, row);
            if (complete.ExecuteNonQuery() == 0)
                throw new PostgresConflict($"ticket {row.Ticket} is not held, or otherwise");
        }

        if (group.Contradictions.Count == 0) return;
        PostgresTrim.Hold(connection, "contradiction");
        foreach (var c in group.Contradictions)
        {
            using var refuse = new NpgsqlCommand(Refuse, connection);
            Bind(refuse.Parameters, c.Refused);
            Parts(refuse.Parameters, c.Kept);
            refuse.Parameters.Add(Moment(c.Received));
            refuse.Parameters.Add(Text(c.Source));
            refuse.ExecuteNonQuery();
        }

        PostgresTrim.Trim(connection, "contradiction", contradictionsMost);
    }

    private static void Copy(NpgsqlConnection connection, IReadOnlyList<ServedRow> rows)
    {
        using var copy = connection.BeginBinaryImport(Add);
        foreach (var r in rows)
        {
            copy.StartRow();
            Text(copy, r.Outlet.ToString());
            copy.Write(r.Day.DayNumber, NpgsqlDbType.Integer);
            Text(copy, r.Ticket.ToString());
            Text(copy, r.Counter?.ToString());
            Text(copy, r.Teller?.ToString());
            Text(copy, r.Type?.ToString());
            Moment(copy, r.Issued);
            Moment(copy, r.Called);
            Moment(copy, r.Finished);
            Text(copy, r.Void);
        }

        copy.Complete();
    }

    private static void Text(NpgsqlBinaryImporter to, string? text)
    {
        if (text is null) to.WriteNull();
        else to.Write(PostgresText.Clean(text), NpgsqlDbType.Text);
    }

    private static void Moment(NpgsqlBinaryImporter to, DateTimeOffset? at)
    {
        if (at is { } there) to.Write(there.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        else to.WriteNull();
    }

    private static void Bind(NpgsqlParameterCollection to, ServedRow r)
    {
        to.Add(Text(r.Outlet.ToString()));
        to.Add(new NpgsqlParameter { Value = r.Day.DayNumber });
        to.Add(Text(r.Ticket.ToString()));
        Parts(to, r);
    }

    private static void Parts(NpgsqlParameterCollection to, ServedRow r)
    {
        foreach (var text in new[] { r.Counter?.ToString(), r.Teller?.ToString(), r.Type?.ToString() })
            to.Add(Text(text));
        foreach (var at in new[] { r.Issued, r.Called, r.Finished })
            to.Add(Moment(at));
        to.Add(Text(r.Void));
    }

    private static NpgsqlParameter Text(string? text) =>
        new() { NpgsqlDbType = NpgsqlDbType.Text, Value = PostgresText.OrNull(text) };

    private static NpgsqlParameter Moment(DateTimeOffset? at) => new()
    {
        NpgsqlDbType = NpgsqlDbType.Bigint,
        Value = at is { } there ? there.ToUnixTimeMilliseconds() : DBNull.Value,
    };
}
