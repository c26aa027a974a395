using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Sqlite;

namespace RatingDevice.Bench.HeadOffice;

/// <summary>Puts a bank's year into a SQLite store, as fast as it goes: nothing is synced.</summary>
internal static class SqliteYear
{
    /// <returns>Teller-days.</returns>
    public static long Write(string file, BankYear year, TextWriter progress)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        connection.Run("PRAGMA synchronous=OFF");
        connection.Run("PRAGMA cache_size=-400000");
        var (outlets, tellers) = Names(connection, year);
        var written = 0L;
        connection.Run("BEGIN");
        using var add = new SqliteStatement(connection,
            "INSERT INTO stated(grain, part, first, outlet, teller, counts) VALUES (?, ?, ?, ?, ?, ?)");
        var rows = year.Rows(month =>
        {
            connection.Run("COMMIT");
            connection.Run("BEGIN");
            progress.WriteLine($"{month:yyyy-MM}: {written:N0} teller-days");
        });
        foreach (var (grain, part, first, outlet, teller, counts) in rows)
        {
            add.Row().Bind((long)grain).Bind((long)part).Bind(first.DayNumber).Bind(outlets[outlet])
                .Bind(teller < 0 ? 0 : tellers[teller]).Bind(counts.AsSpan()).Run();
            if (teller >= 0 && grain == Grain.Day) written++;
        }

        connection.Run("COMMIT");
        connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        return written;
    }

    private static (long[] Outlets, long[] Tellers) Names(SqliteConnection connection, BankYear year)
    {
        connection.Run("BEGIN");
        using var word = new SqliteStatement(connection, "INSERT INTO word(text) VALUES (?) RETURNING id");
        using var named = new SqliteStatement(connection,
            "INSERT INTO stated_teller(teller, outlet, name, seen) VALUES (?, ?, ?, ?)");
        var outlets = Enumerable.Range(0, year.Outlets)
            .Select(i => word.Row().Bind(BankYear.Outlet(i).ToString()).Number()!.Value).ToArray();
        var tellers = Enumerable.Range(0, year.Tellers)
            .Select(i => word.Row().Bind(BankYear.Teller(i).ToString()).Number()!.Value).ToArray();
        for (var outlet = 0; outlet < year.Outlets; outlet++)
        {
            var (first, count) = BankYear.TellersOf(outlet);
            for (var teller = first; teller < first + count; teller++)
                named.Row().Bind(tellers[teller]).Bind(outlets[outlet]).Bind("柜员").Bind(year.Last.DayNumber)
                    .Run();
        }

        connection.Run("COMMIT");
        return (outlets, tellers);
    }
}
