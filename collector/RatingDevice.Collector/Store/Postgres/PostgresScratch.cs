using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// An empty store to rehearse on: a schema of its own beside the real one, gone when it is closed. What a
/// killed collector left is removed by the next one, an hour later at the earliest.
/// </summary>
internal static class PostgresScratch
{
    private const string Name =
        """
        SELECT 'rehearsal_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS') || '_'
            || substr(md5(random()::text), 1, 8)
        """;

    private const string Left =
        """
        SELECT nspname FROM pg_namespace WHERE nspname ~ '^rehearsal_[0-9]{14}_[0-9a-f]{8}$'
        AND substr(nspname, 11, 14)
            < to_char(now() AT TIME ZONE 'UTC' - interval '1 hour', 'YYYYMMDDHH24MISS')
        """;

    /// <exception cref="StoreException">It cannot be made.</exception>
    public static IRatingStore Open(PostgresSettings settings)
    {
        PostgresSource? source = null;
        try
        {
            source = PostgresSource.Rent(settings);
            string schema;
            using (var connection = source.Connect())
            {
                foreach (var left in connection.All(Left, r => r.GetString(0))) Drop(connection, left);
                schema = connection.All(Name, r => r.GetString(0))[0];
                connection.Run($"CREATE SCHEMA {schema}");
            }

            return PostgresRatingStore.Open(settings with { Schema = schema }, gone: () =>
            {
                using (var connection = source.Connect()) Drop(connection, schema);
                source.Return();
            });
        }
        catch (Exception e) when (PostgresErrors.Known(e))
        {
            source?.Return();
            throw PostgresErrors.Told($"Nothing to rehearse on can be made in {settings}", e);
        }
    }

    private static void Drop(NpgsqlConnection connection, string schema) =>
        connection.Run($"DROP SCHEMA IF EXISTS {schema} CASCADE");
}
