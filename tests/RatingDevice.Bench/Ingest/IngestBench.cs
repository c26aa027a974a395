using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using RatingDevice.Bench.Press;
using RatingDevice.Demo.Processes;
using RatingDevice.Hosting;

namespace RatingDevice.Bench.Ingest;

/// <summary>
/// Eight real devices with a backlog on disk, a real mosquitto, the real collector: entries a second from the
/// first commit to the last. Beside it, in the same run, what others do with the same lines.
/// </summary>
internal static class IngestBench
{
    private const int PeerEntries = 300_000, NodeRedEntries = 30_000, PlainEntries = 1_000;

    internal sealed record Measured(
        double EntriesPerSecond, double CollectorMiB, double MicrosPerEntry, IReadOnlyList<byte[]> Lines);

    internal static async Task<int> RunAsync(
        int devices, int entries, bool alone, TextWriter result, TextWriter progress, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("rating-bench-").FullName;
        try
        {
            var ours = await MeasureAsync(devices, entries, new BranchPlan().Stack, progress, stop);
            var table = new FigureTable("ingest");
            table.Add("entriesPerSecond", "this collector, durable and acknowledged", ours.EntriesPerSecond,
                "entries/s", "aim >= 60,000");
            table.Add("collectorMiB", "  its resident memory", ours.CollectorMiB, "MiB");
            table.Add("collectorMicros", "  its processor time an entry", ours.MicrosPerEntry, "us");
            if (!alone) await PeersAsync(table, devices, ours, folder, progress, stop);
            table.Print(result);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PeersAsync(
        FigureTable table, int devices, Measured ours, string folder, TextWriter progress,
        CancellationToken stop)
    {
        await progress.WriteLineAsync("bench: the peers …");
        var raw = SqliteRaw.EntriesPerSecond(folder, ours.Lines, PeerEntries);
        var payload = Payload(ours.Lines, out var inPayload);
        var through = inPayload * await MosquittoAlone.PayloadsPerSecondAsync(
            devices, payload, PeerEntries / inPayload, folder, stop);
        table.Add("sqliteRaw", "(a) SQLite, the same lines as plain rows, 500 a commit", raw, "entries/s");
        table.Add("mosquittoAlone", "(b) mosquitto alone, the same bytes", through, "entries/s");
        table.Add("againstSqlite", "against (a)", ours.EntriesPerSecond / raw, "x", "aim >= 0.35");
        table.Add("againstMosquitto", "against (b)", ours.EntriesPerSecond / through, "x");
        await NodeRedAsync(table, ours, folder, progress, stop);
    }

    /// <summary>This collector alone, with one stack.</summary>
    internal static async Task<Measured> MeasureAsync(
        int devices, int entries, StackName stack, TextWriter progress, CancellationToken stop)
    {
        IReadOnlyList<byte[]> lines = [];
        await progress.WriteLineAsync($"bench: writing {devices} journals of {entries:N0} entries …");
        var plan = new BranchPlan
        {
            Devices = devices,
            Stack = stack,
            Prepare = (device, data) => lines = Backlog.Write(device, data, entries),
        };
        await using var branch = await Branch.StartAsync(plan, stop);
        using var http = new HttpClient { BaseAddress = branch.Collector };
        var (watch, first, total) = (new Stopwatch(), 0L, (long)devices * entries);
        var (pid, began) = (branch.CollectorProgram.Pid, 0.0);
        for (var held = 0L; held < total;)
        {
            held = await HeldAsync(http, stop);
            if (held > 0 && !watch.IsRunning)
                (first, began, watch) = (held, ProcessCost.Seconds(pid), Stopwatch.StartNew());
            await progress.WriteAsync($"\rbench: {held:N0} of {total:N0} ");
            await Task.Delay(50, stop);
        }

        var rate = (total - first) / watch.Elapsed.TotalSeconds;
        var micros = (ProcessCost.Seconds(pid) - began) * 1e6 / (total - first);
        await progress.WriteLineAsync();
        return new Measured(rate, ProcessCost.ResidentMiB(pid), micros, lines);
    }

    private static async Task NodeRedAsync(
        FigureTable table, Measured ours, string folder, TextWriter progress, CancellationToken stop)
    {
        const string What = "(c) Node-RED + node-red-node-sqlite, a row a message, WAL";
        var home = Path.Combine(Path.GetTempPath(), "rating-bench-node-red");
        if (await NodeRed.InstallAsync(home, progress, stop) is { } why)
        {
            table.Missing("nodeRed", What, why);
            return;
        }

        var red = await NodeRedRun.RunAsync(home, folder, wal: true, ours.Lines, NodeRedEntries, stop);
        var plain = await NodeRedRun.RunAsync(home, folder, wal: false, ours.Lines, PlainEntries, stop);
        table.Add("nodeRed", What, red.EntriesPerSecond, "entries/s");
        table.Add("nodeRedMiB", "  its resident memory", red.ResidentMiB, "MiB");
        table.Add("nodeRedPlain", "  the same with its file as it comes, not in WAL mode",
            plain.EntriesPerSecond, "entries/s");
        table.Add("againstNodeRed", "against (c)", ours.EntriesPerSecond / red.EntriesPerSecond,
            "x", "aim >= 15");
    }

    private static byte[] Payload(IReadOnlyList<byte[]> lines, out int count)
    {
        using var all = new MemoryStream();
        for (count = 0; all.Length + lines[count].Length < Wire.Limits.BatchBytes; count++)
            all.Write(lines[count]);
        return all.ToArray();
    }

    private static async Task<long> HeldAsync(HttpClient http, CancellationToken stop)
    {
        var journals = await http.GetFromJsonAsync<JsonElement>("api/v1/journals", stop);
        return journals.GetProperty("journals").EnumerateArray().Sum(j => j.GetProperty("held").GetInt64());
    }
}
