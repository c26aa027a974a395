using RatingDevice.Bench.Ingest;
using RatingDevice.Collector;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Verify;
using RatingDevice.Demo.Postgres;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Cluster;

/// <summary>
/// A fleet's backlog into one collector, then into three that share a subscription, then into three of which
/// one is killed, and the database's primary too; each time a PostgreSQL with a synchronous standby.
/// </summary>
internal static class ClusterBench
{
    private const int Collectors = 3;

    private sealed record Outcome(
        double EntriesPerSecond, double Seconds, int Resent, long Lost, long Double, bool Ok);

    internal static async Task<int> RunAsync(
        int devices, int entries, TextWriter result, TextWriter progress, CancellationToken stop)
    {
        var table = new FigureTable("headoffice-cluster");
        if (PrivateCluster.Missing is { } why)
        {
            table.Missing("cluster", "several collectors", why);
            table.Print(result);
            return 0;
        }

        var alone = await MeasureAsync(1, false, devices, entries, progress, stop);
        var three = await MeasureAsync(Collectors, false, devices, entries, progress, stop);
        var killed = await MeasureAsync(Collectors, true, devices, entries, progress, stop);
        table.Add("alone", $"one collector, {devices:N0} devices, {entries} entries each",
            alone.EntriesPerSecond, "entries/s", $"{alone.Seconds:0.0} s");
        table.Add("three", "three collectors on one shared subscription", three.EntriesPerSecond, "entries/s",
            $"{three.Seconds:0.0} s");
        table.Add("threeAgainstOne", "  against one", three.EntriesPerSecond / alone.EntriesPerSecond, "x");
        table.Add("killed", "three; one is killed, then the primary", killed.EntriesPerSecond, "entries/s",
            $"{killed.Seconds:0.0} s, {killed.Resent} batches sent again");
        table.Add("lost", "  lost", killed.Lost, "", "must be 0");
        table.Add("double", "  double", killed.Double, "", "must be 0");
        table.Print(result);
        return new[] { alone, three, killed }.All(o => o.Ok) ? 0 : 1;
    }

    private static async Task<Outcome> MeasureAsync(
        int collectors, bool kill, int devices, int entries, TextWriter progress, CancellationToken stop)
    {
        await progress.WriteLineAsync($"bench: {collectors} collectors{(kill ? ", some killed" : "")} …");
        using var fleet = new ScriptedFleet(devices, entries);
        await using var database = await BranchDatabase.StartAsync(stop);
        await using var standby = await database.Cluster.StandbyAsync(stop);
        database.Hosts += $",127.0.0.1:{standby.Port}";
        var folder = Directory.CreateTempSubdirectory("rating-bench-");
        try
        {
            await using var broker = await PlainBroker.StartAsync(folder.FullName, stop);
            var password = Path.Combine(folder.FullName, "password");
            await File.WriteAllTextAsync(password, "none is asked for", stop);
            await using var branch = await Branch.StartAsync(
                new()
                {
                    Devices = devices, StartDevices = false, Collectors = collectors, Database = database,
                    Broker = new(broker.Port, _ => password),
                },
                stop);
            var drained = fleet.DrainAsync(broker.Port, stop);
            if (kill) await KillAsync(fleet, branch, database.Cluster, standby, stop);
            var took = await drained;
            return Count(branch, fleet, took, progress);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task KillAsync(
        ScriptedFleet fleet, Branch branch, PrivateCluster primary, PrivateCluster standby,
        CancellationToken stop)
    {
        var all = fleet.Heads.Count;
        await Ready.WhenAsync(() => Task.FromResult(fleet.Acked > all / 4), TimeSpan.FromMinutes(2),
            "a quarter is not acknowledged", stop);
        await branch.Others[0].Program.KillAsync();
        await Ready.WhenAsync(() => Task.FromResult(fleet.Acked > all / 2), TimeSpan.FromMinutes(2),
            "half is not acknowledged", stop);
        await primary.KillAsync();
        standby.Promote();
    }

    private static Outcome Count(Branch branch, ScriptedFleet fleet, TimeSpan took, TextWriter progress)
    {
        var path = new CollectorFiles(branch.Files.CollectorData).Store(SystemStack.Postgres);
        using var store = SystemStack.Postgres.OpenSnapshot(path);
        var held = store.Journals().ToDictionary(j => j.Journal, j => j.Head);
        var lost = fleet.Heads.Sum(h => h.Value - held.GetValueOrDefault(h.Key));
        var rated = store.Rollups(DateOnly.MinValue, DateOnly.MaxValue)
            .Where(c => c.Measure == "rated").Sum(c => c.Count);
        var report = Verification.Run(store, RegistryFile.Read(branch.Files.Registry).Value!);
        foreach (var fault in report.Faults) progress.WriteLine($"bench: {fault}");
        var doubled = Math.Max(0, rated - fleet.Ratings);
        return new(
            fleet.Entries / took.TotalSeconds, took.TotalSeconds, fleet.Resent,
            lost + Math.Max(0, fleet.Ratings - rated), doubled,
            report.Ok && lost == 0 && rated == fleet.Ratings);
    }
}
