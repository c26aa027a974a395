using System.Diagnostics;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Demo.Postgres;

namespace RatingDevice.Bench.Stores;

/// <summary>The same groups into every store that is compiled in: durable, and read back.</summary>
internal static class StoreBench
{
    private static readonly (string Name, int Devices, int Groups, int Turns)[] Loads =
    [
        ("one press a commit", 1, 2_000, 1), ("500 rows a commit", 5, 200, 50),
        ("4,000 rows a commit", 40, 25, 50),
    ];

    internal static async Task<int> RunAsync(TextWriter result, TextWriter progress, CancellationToken stop)
    {
        await using var cluster =
            PrivateCluster.Missing is null ? await PrivateCluster.StartAsync(stop) : null;
        var table = new FigureTable("stores");
        foreach (var load in Loads)
        {
            progress.WriteLine($"{load.Name} …");
            var groups = StoreGroups.Make(load.Devices, load.Groups, load.Turns);
            foreach (var kind in CompiledParts.Stores.Where(k => !k.Elsewhere || cluster is not null))
                Measure(table, kind, load.Name, groups, cluster);
        }

        if (cluster is null) table.Missing("postgres", "PostgreSQL", PrivateCluster.Missing!);

        table.Print(result);
        return 0;
    }

    private static void Measure(
        FigureTable table, StoreKind kind, string load, IReadOnlyList<IntakeGroup> groups,
        PrivateCluster? cluster)
    {
        var folder = Directory.CreateTempSubdirectory("rating-stores");
        var key = $"{kind.Name}{groups[^1].Events.Count}";
        try
        {
            var path = Path.Combine(folder.FullName, kind.FileName);
            if (kind.Elsewhere) File.WriteAllText(path, Database(cluster!, groups.Count).Text());
            using var store = kind.Open(path, 100);
            var rows = groups.Sum(g => g.Events.Count);
            var watch = Stopwatch.StartNew();
            foreach (var group in groups) store.Commit(group);
            var seconds = watch.Elapsed.TotalSeconds;
            table.Add(key, $"{kind.Name}, {load}", rows / seconds, "rows/s",
                $"{groups.Count / seconds:N0} commits/s");
            watch.Restart();
            var read = store.Events(DateOnly.MinValue, DateOnly.MaxValue).Count();
            if (read != rows) throw new InvalidOperationException($"{kind.Name} gave {read} of {rows} rows");
            table.Add(key + "Read", $"{kind.Name}, read back", rows / watch.Elapsed.TotalSeconds, "rows/s",
                kind.Elsewhere ? "" : $"{folder.EnumerateFiles().Sum(f => f.Length) / 1024:N0} KiB on disk");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PostgresSettings Database(PrivateCluster cluster, int groups)
    {
        cluster.Create($"bench_{groups}");
        return new(cluster.Connection($"bench_{groups}"), cluster.PasswordFile);
    }
}
