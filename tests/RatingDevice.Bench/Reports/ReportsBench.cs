using System.Diagnostics;
using System.Text.Json.Nodes;
using RatingDevice.Bench.Press;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Demo.Account;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Reports;

/// <summary>
/// One month of all tellers from the real collector's API: how long it takes, and whether it matters how many
/// ratings lie behind it.
/// </summary>
internal static class ReportsBench
{
    private const int Asked = 200, Warm = 30;

    /// <param name="ratings">Of the month; it is measured with a tenth of them too.</param>
    /// <param name="rows">Of the exported workbook.</param>
    /// <param name="name">Of the store; null for that of the stack in force.</param>
    /// <param name="seed">Of the ratings.</param>
    /// <param name="result">Told the figures.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="stop">Ends it early.</param>
    internal static async Task<int> RunAsync(
        long ratings, int rows, string? name, int seed, TextWriter result, TextWriter progress,
        CancellationToken stop)
    {
        var kind = name is null ? CompiledParts.All[CompiledParts.Usual].Store
            : CompiledParts.Stores.First(
                s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
        var table = new FigureTable("reports");
        await XlsxBench.RunAsync(rows, table, progress, stop); // first: peaks of this process are its own
        table.Add("tellers", "tellers", RatedMonth.Tellers, "", $"kept by {kind.Name}");
        foreach (var many in new[] { ratings / 10, ratings })
        {
            var folder = Directory.CreateTempSubdirectory("rating-reports-").FullName;
            try
            {
                await MeasureAsync(folder, kind, many, seed, table, progress, stop);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        table.Print(result);
        return 0;
    }

    private static async Task MeasureAsync(
        string folder, StoreKind kind, long ratings, int seed, FigureTable table, TextWriter progress,
        CancellationToken stop)
    {
        var data = Path.Combine(folder, "collector");
        var written = RatedMonth.Write(kind, data, ratings, seed, progress);
        var registry = Path.Combine(folder, "registry.json");
        await File.WriteAllTextAsync(registry, RatedMonth.Registry().ToJsonString(), stop);
        var options = Path.Combine(folder, "collector.json");
        await File.WriteAllTextAsync(options, new JsonObject
        {
            ["dataDirectory"] = data, ["registryFile"] = registry,
            ["http"] = new JsonObject { ["port"] = 0 }, ["broker"] = new JsonObject { ["port"] = 0 },
        }.ToJsonString(), stop);
        await using var collector = new ChildProgram(
            "collector", Branch.Executable("rating-collector"), [], progress.WriteLine);
        var ready = await collector.StartAsync(["run", "--options", options], stop);
        using var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("http").GetString()!) };
        var key = $"{written / 1000}k";
        foreach (var (name, what, query) in Questions)
        {
            var asked = await TimeAsync(http, collector.Pid, query, stop);
            table.Add($"{name}{key}", $"{what}, {written:N0} ratings", asked.Times.At(50)!.Value, "ms",
                $"99 of 100: {asked.Times.At(99):0.0} ms; the first: {asked.First:0} ms; "
                + $"processor {asked.Processor:0.0} ms; {asked.Bytes / 1024:N0} KiB");
        }

        table.Add($"mib{key}", "  resident memory of the collector", ProcessCost.ResidentMiB(collector.Pid),
            "MiB");
    }

    private static (string Name, string What, string Query)[] Questions { get; } =
    [
        ("month", "a month, all tellers", "api/v1/figures?period=2036-10&by=teller"),
        ("outlets", "a month, all outlets", "api/v1/figures?period=2036-10&by=outlet"),
        ("teller", "a month, one teller by day", "api/v1/figures?period=2036-10&by=day&teller=00042"),
        ("part", "eleven days, all tellers", "api/v1/figures?period=2036-10-05..2036-10-15&by=teller"),
    ];

    private static async Task<(Percentiles Times, double First, double Processor, long Bytes)> TimeAsync(
        HttpClient http, int pid, string query, CancellationToken stop)
    {
        var times = new List<double>();
        var (bytes, began, first) = (0L, 0.0, 0.0);
        for (var i = 0; i < Warm + Asked; i++)
        {
            if (i == Warm) began = ProcessCost.Seconds(pid);
            var watch = Stopwatch.StartNew();
            var answer = await http.GetByteArrayAsync(new Uri(query, UriKind.Relative), stop);
            if (i == 0) first = watch.Elapsed.TotalMilliseconds;
            if (i >= Warm) times.Add(watch.Elapsed.TotalMilliseconds);
            bytes = answer.Length;
        }

        return (new Percentiles(times), first, 1000 * (ProcessCost.Seconds(pid) - began) / Asked, bytes);
    }
}
