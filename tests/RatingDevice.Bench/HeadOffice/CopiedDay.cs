using System.Diagnostics;
using Npgsql;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Demo.Postgres;

namespace RatingDevice.Bench.HeadOffice;

/// <summary>
/// The rows that received statements left, put into the same tables of an empty database by COPY: what
/// PostgreSQL itself needs for them when nobody asks what they say.
/// </summary>
internal static class CopiedDay
{
    private static readonly (string Table, string Columns)[] Tables =
    [
        ("word", "id, text"), ("chain", "outlet, n, hash"),
        ("statement", "id, outlet, n, kind, first, edition, hash, envelope, body, kept"),
        ("stated", "grain, part, first, outlet, teller, counts"),
        ("report", "kind, first, outlet, n, edition, hash, entries, missing, kept, came"),
        ("stated_teller", "teller, outlet, name, seen"),
    ];

    /// <summary>One transaction, as durable as any.</summary>
    /// <param name="cluster">Has both databases.</param>
    /// <param name="from">The one with the rows.</param>
    /// <param name="day">Which; its month's partitions are made before the clock starts.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<(TimeSpan Took, long Bytes)> MeasureAsync(
        PrivateCluster cluster, string from, DateOnly day, CancellationToken stop)
    {
        const string to = "copied";
        cluster.Create(to);
        MakeTables(new(cluster.Connection(to), cluster.PasswordFile), day);
        await using var source = await OpenAsync(cluster, from, stop);
        var rows = new List<byte[]>();
        foreach (var (table, columns) in Tables)
        {
            using var bytes = new MemoryStream();
            await using var copy = await source.BeginRawBinaryCopyAsync(
                $"COPY (SELECT {columns} FROM {table}) TO STDOUT (FORMAT BINARY)", stop);
            await copy.CopyToAsync(bytes, stop);
            rows.Add(bytes.ToArray());
        }

        await using var target = await OpenAsync(cluster, to, stop);
        var began = Stopwatch.GetTimestamp();
        await using var transaction = await target.BeginTransactionAsync(stop);
        foreach (var ((table, columns), bytes) in Tables.Zip(rows))
        {
            await using var copy = await target.BeginRawBinaryCopyAsync(
                $"COPY {table}({columns}) FROM STDIN (FORMAT BINARY)", stop);
            await copy.WriteAsync(bytes, stop);
        }

        await transaction.CommitAsync(stop);
        return (Stopwatch.GetElapsedTime(began), rows.Sum(r => (long)r.Length));
    }

    private static void MakeTables(PostgresSettings settings, DateOnly day)
    {
        PostgresRatingStore.Open(settings).Dispose();
        var source = PostgresSource.Rent(settings);
        new PostgresMonths(source).Make([day]);
        source.Return();
    }

    private static async Task<NpgsqlConnection> OpenAsync(
        PrivateCluster cluster, string database, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(
            $"{cluster.Connection(database)};Pooling=false;Command Timeout=0;"
            + $"Password={(await File.ReadAllTextAsync(cluster.PasswordFile, stop)).Trim()}");
        await connection.OpenAsync(stop);
        return connection;
    }
}
