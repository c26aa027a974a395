using System.Diagnostics;
using System.Globalization;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Rehearsal;
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
            await InSqliteAsync(year, table, progress);
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
        await MeasureAsync(() => PostgresRatingStore.OpenSnapshot(settings), year, table);
    }

    private static async Task InSqliteAsync(BankYear year, FigureTable table, TextWriter progress)
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
            await MeasureAsync(() => SystemStack.Sqlite.OpenSnapshot(file), year, table);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>As the running program does: the questions of its start, then those of its users.</summary>
    private static async Task MeasureAsync(Func<IRatingStore> open, BankYear year, FigureTable table)
    {
        using var store = open();
        var tree = year.Tree();
        var registry = new BankRegistry(() => tree, () => store.Statements.Figures);
        var source = new FigureSource(open, () => registry.Current, DefinitionBook.BuiltIn, (_, _) => [])
        {
            Sums = held => new BankSums(held.Statements.Figures, tree), Tree = () => tree,
        };
        var start = Stopwatch.GetTimestamp();
        await new BankRehearsal(source, new NextMonth(year.Last)).PlayAsync(default);
        table.Add("rehearsal", "what head office asks itself at its start",
            Stopwatch.GetElapsedTime(start).TotalMilliseconds, "ms", "cold, before all others");
        FigureSheet Ask(Period period, By by, Scope scope)
        {
            using var held = source.Snapshot(); // each request has its own
            return source.Ask(held, new(scope, period, by));
        }

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

    /// <summary>The month after the year, when its last quarter is looked at.</summary>
    private sealed class NextMonth(DateOnly last) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() =>
            last.AddDays(20).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
    }
}
