using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace RatingDevice.Bench.Ingest;

/// <summary>
/// The ceiling: the same lines as plain rows, 500 a transaction, synced, nothing checked, nothing counted.
/// </summary>
internal static class SqliteRaw
{
    private const int Group = 500;

    internal static double EntriesPerSecond(string folder, IReadOnlyList<byte[]> lines, int total)
    {
        var file = Path.Combine(folder, "raw.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        Run(connection,
            "CREATE TABLE entry(journal INTEGER, n INTEGER, line BLOB, PRIMARY KEY(journal, n))"
            + " WITHOUT ROWID");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO entry(journal, n, line) VALUES ($journal, $n, $line)";
        var journal = insert.Parameters.Add("$journal", SqliteType.Integer);
        var number = insert.Parameters.Add("$n", SqliteType.Integer);
        var line = insert.Parameters.Add("$line", SqliteType.Blob);
        var watch = Stopwatch.StartNew();
        for (var done = 0; done < total;)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < Group && done < total; i++, done++)
            {
                journal.Value = 1;
                number.Value = done + 1;
                line.Value = lines[done % lines.Count];
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return total / watch.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
