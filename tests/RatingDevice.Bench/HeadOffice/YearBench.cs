using System.Diagnostics;
using System.Globalization;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Demo.Postgres;

namespace RatingDevice.Bench.HeadOffice;

/// <summary>A year of a bank, put straight into a store's tables, and the questions head office asks of
/// it by the code that answers them.</summary>
internal static class YearBench
{
    private const int Asked = 5;

    internal static async Task<int> RunAsync(
        int outlets, int days, TextWriter result, TextWriter progress)
    {
        var table = new FigureTable("headoffice-year");
        var year = new BankYear(outlets, new(2026, 12, 31), days);
        if (PrivateCluster.Missing is { } why)
        {
            progress.WriteLine($"{why}: the year is put into SQLite instead");
            InSqlite(year, table, progress);
        }
        else await InPostgresAsync(year, table, progress);

        table.Print(result);
        return 0;
    }

    private static async Task InPostgresAsync(BankYear year, FigureTable table, TextWriter progress)
    {
        await using var cluster = await PrivateCluster.StartAsync();
        const string name = "bank";
        cluster.Create(name);
        var settings = new PostgresSettings(cluster.Connection(name), cluster.PasswordFile);
        PostgresRatingStore.Open(settings).Dispose();
        var began = Stopwatch.GetTimestamp();
        var rows = PostgresYear.Write(cluster, name, year, progress);
        table.Add("rows", $"teller-days of {year.Outlets:N0} outlets, PostgreSQL", rows, "",
            $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s to write");
        using var store = PostgresRatingStore.OpenSnapshot(settings);
        Measure(store, year, table);
    }

    private static void InSqlite(BankYear year, FigureTable table, TextWriter progress)
    {
        var folder = Directory.CreateTempSubdirectory("rating-bank-year-").FullName;
        try
        {
            var file = Path.Combine(folder, "ratings.db");
            SystemStack.Sqlite.Open(file, 100).Dispose();
            var began = Stopwatch.GetTimestamp();
            var rows = SqliteYear.Write(file, year, progress);
            table.Add("rows", $"teller-days of {year.Outlets:N0} outlets, SQLite", rows, "",
                $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s to write, "
                + $"{new FileInfo(file).Length >> 20:N0} MiB");
            using var store = SystemStack.Sqlite.OpenSnapshot(file);
            Measure(store, year, table);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(IRatingStore store, BankYear year, FigureTable table)
    {
        var tree = year.Tree();
        var registry = new BankRegistry(() => tree, () => store.Statements.Figures).Current;
        var sums = new BankSums(store.Statements.Figures, tree);
        FigureSheet Ask(Period period, By by, Scope scope) => new FigureReader(
            sums, registry, DefinitionBook.BuiltIn, []).Ask(new(scope, period, by));
        var (quarter, whole) = (Period.Quarter(year.Last), Period.Year(year.Last));
        Time("ranking", "quarter, all outlets ranked, with the quarter before",
            () => Ask(quarter, By.Outlet, Scope.All).Lines.Count);
        Time("branches", "quarter by branch", () => Ask(quarter, By.Unit, Scope.All).Lines.Count);
        Time("branch", "quarter, outlets of one branch",
            () => Ask(quarter, By.Outlet, new(Unit: UnitId.Parse("b-0"))).Lines.Count);
        var teller = new Scope(Teller: BankYear.Teller(year.Tellers / 2));
        Time("teller-months", "one teller's year by month", () => Ask(whole, By.Month, teller).Lines.Count);
        Time("teller-days", "one teller's year by day", () => Ask(whole, By.Day, teller).Lines.Count);

        void Time(string key, string what, Func<int> ask)
        {
            var times = new List<double>();
            var lines = 0;
            for (var i = 0; i <= Asked; i++)
            {
                var began = Stopwatch.GetTimestamp();
                lines = ask();
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            table.Add(key, what, times.Skip(1).Order().ElementAt(Asked / 2), "ms", string.Create(
                CultureInfo.InvariantCulture, $"{lines:N0} lines; the first: {times[0]:0} ms"));
        }
    }
}
