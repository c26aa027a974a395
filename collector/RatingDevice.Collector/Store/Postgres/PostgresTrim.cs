using Npgsql;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Tables that keep their newest rows and count what they dropped.</summary>
internal static class PostgresTrim
{
    private const string Add =
        "INSERT INTO quarantine(received, topic, reason, detail, size, head) VALUES ($1, $2, $3, $4, $5, $6)";

    /// <summary>One writer at a time, or two that trim at once would count one row twice or none.</summary>
    public static void Hold(NpgsqlConnection connection, string table) =>
        connection.Run("SELECT count FROM dropped WHERE name = $1 FOR UPDATE", table);

    public static void Trim(NpgsqlConnection connection, string table, int most) => connection.Run(
        $"""
        WITH gone AS (DELETE FROM {table} WHERE id <=
            (SELECT id FROM {table} ORDER BY id DESC OFFSET $2 LIMIT 1) RETURNING 1)
        UPDATE dropped SET count = count + (SELECT count(*) FROM gone) WHERE name = $1
        """, table, most);

    public static void Quarantine(
        NpgsqlConnection connection, IReadOnlyList<QuarantinedPayload> payloads, int most)
    {
        if (payloads.Count == 0) return;
        Hold(connection, "quarantine");
        foreach (var q in payloads)
        {
            connection.Run(
                Add, q.Received.ToUnixTimeMilliseconds(), PostgresText.Clean(q.Topic), q.Reason.ToString(),
                PostgresText.Clean(q.Detail), q.Size, q.Head.ToArray());
        }

        Trim(connection, "quarantine", most);
    }
}
