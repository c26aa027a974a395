using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RatingDevice.Bench.Hil.Guest;
using RatingDevice.Bench.Ingest;
using RatingDevice.Collector.Stack;
using RatingDevice.Demo.Processes;
using RatingDevice.Hosting;

namespace RatingDevice.Bench.Hil;

/// <summary>
/// Power cuts of the collector and its broker while a real device outside sends a backlog. What the device
/// took as acknowledged must be in the store after the next boot, before the device may say it again.
/// </summary>
internal sealed partial class CollectorCuts(HilPlan plan, string folder, TextWriter progress)
{
    private const int Entries = 400_000, Http = 8080, Broker = 18830;
    private const string Device = "d-1", Home = "/data/collector", Program = "/app/rating-collector";

    /// <summary>The stores that are compiled in, and the stack that brings each.</summary>
    public static IReadOnlyDictionary<string, StackName> Stacks { get; } = CompiledParts.All
        .GroupBy(s => s.Value.Store.Name.ToLowerInvariant())
        .ToDictionary(g => g.Key, g => g.Last().Key);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly int _http = PlainBroker.FreePort();
    private readonly int _broker = PlainBroker.FreePort();
    private long _acked;
    private long _lost;

    internal async Task<bool> RunAsync(string disk, FigureTable table, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_http}/") };
        await GuestMachine.MakeDiskAsync(disk, stop);
        Backlog.Write(Device, Path.Combine(folder, Device), Entries);
        var random = new Random(plan.Seed);
        for (var cut = 1; cut <= plan.Cuts; cut++)
        {
            await using var guest = await StartAsync(disk, stop);
            var held = await HeldAsync(http, stop);
            _lost += Math.Max(0, _acked - held);
            await SendUntilCutAsync(guest, http, held, random, stop);
            await progress.WriteLineAsync($"bench: collector cut {cut} of {plan.Cuts}, booted in "
                + $"{guest.Boot.TotalSeconds:0} s with {held:N0} held; acknowledged now {_acked:N0}, "
                + $"lost {_lost}");
        }
        await using (var guest = await StartAsync(disk, stop))
        {
            var held = await HeldAsync(http, stop);
            _lost += Math.Max(0, _acked - held);
            await guest.MustAsync(new("stop") { Name = Program }, stop);
            await guest.PowerOffAsync(stop);
        }
        var verified = await VerifyAsync(disk, stop);
        table.Add("collectorCuts", $"power cuts of the collector ({plan.Store})", plan.Cuts, "times");
        table.Add("collectorCutsAcked", "  entries acknowledged", _acked, "");
        table.Add("collectorCutsLost", "  acknowledged and not in the store", _lost, "");
        table.Add("collectorCutsChainOk", "  chain whole, figures equal a rebuild", verified ? 1 : 0, "");
        return _lost == 0 && verified && _acked > 0;
    }

    private async Task<GuestMachine> StartAsync(string disk, CancellationToken stop)
    {
        var ports = new Dictionary<int, int> { [_http] = Http, [_broker] = Broker };
        var guest = await GuestMachine.BootAsync(plan.Rig, disk, ports, stop);
        await guest.MustAsync(new("file") { Name = "/data/registry.json", Text = Registry() }, stop);
        await guest.MustAsync(new("file") { Name = "/data/collector.json", Text = Options() }, stop);
        await guest.MustAsync(new("start")
        {
            Name = Program, Words = ["run", "--options", "/data/collector.json"],
        }, stop);
        return guest;
    }

    private async Task SendUntilCutAsync(
        GuestMachine guest, HttpClient http, long held, Random random, CancellationToken stop)
    {
        var password = Path.Combine(folder, "password");
        var secret = await guest.MustAsync(new("read") { Name = $"{Home}/credentials/{Device}" }, stop);
        await File.WriteAllTextAsync(password, secret.Text, stop);
        var options = Path.Combine(folder, "device.json");
        await File.WriteAllTextAsync(options, DeviceOptions(password), stop);
        await using var device = new ChildProgram(Device, Branch.Executable("rating-device"), [], line =>
        {
            if (Stopped().Match(line) is { Success: true } said)
                _acked = Math.Max(_acked, long.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture));
        });
        await device.StartAsync(["run", "--options", options], stop);
        // One batch is on its way at a time: once a second one is held, the device has the first one's ack.
        for (var grown = 0; grown < 2; grown++)
        {
            var before = held;
            await Ready.WhenAsync(async () => (held = await HeldAsync(http, stop)) > before, Patience,
                "nothing new is held by the collector", stop);
        }
        await Task.Delay(random.Next(1500), stop);
        await guest.CutPowerAsync();
        await device.StopAsync();
    }

    // On this machine, from the disk as the guest left it.
    private async Task<bool> VerifyAsync(string disk, CancellationToken stop)
    {
        var copy = Path.Combine(folder, "store");
        Directory.CreateDirectory(copy);
        await ToolAsync("debugfs", ["-R", $"rdump /collector {copy}", disk], stop);
        var said = await ToolAsync(Branch.Executable("rating-collector"),
            ["verify", "--data", Path.Combine(copy, "collector"), "--json"], stop);
        var report = JsonNode.Parse(said)!;
        return report["chainOk"]!.GetValue<bool>() && report["rollupsEqualRebuild"]!.GetValue<bool>();
    }

    private static async Task<string> ToolAsync(string program, string[] words, CancellationToken stop)
    {
        var path = new[] { $"/usr/sbin/{program}", $"/sbin/{program}" }.FirstOrDefault(File.Exists)
            ?? program;
        using var tool = Process.Start(new ProcessStartInfo(path, words)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = tool.StandardError.ReadToEndAsync(stop);
        var said = await tool.StandardOutput.ReadToEndAsync(stop);
        await errors;
        await tool.WaitForExitAsync(stop);
        return said;
    }

    private static async Task<long> HeldAsync(HttpClient http, CancellationToken stop)
    {
        var journals = await http.GetFromJsonAsync<JsonObject>("api/v1/journals", stop);
        return journals!["journals"]!.AsArray().Sum(j => j!["held"]!.GetValue<long>());
    }

    private string DeviceOptions(string password) => new JsonObject
    {
        ["outlet"] = BranchFiles.Outlet,
        ["device"] = Device,
        ["dataDirectory"] = Path.Combine(folder, Device),
        ["touch"] = new JsonObject { ["port"] = 0 },
        ["link"] = new JsonObject
        {
            ["brokers"] = new JsonArray($"127.0.0.1:{_broker}"), ["passwordFile"] = password,
            ["backoffFirstMs"] = 200, ["backoffMostMs"] = 1_000,
        },
    }.ToJsonString();

    private string Options() => new JsonObject
    {
        ["stack"] = $"{Stacks[plan.Store]}".ToLowerInvariant(),
        ["dataDirectory"] = Home,
        ["registryFile"] = "/data/registry.json",
        ["http"] = new JsonObject { ["address"] = "0.0.0.0", ["port"] = Http },
        ["broker"] = new JsonObject { ["address"] = "0.0.0.0", ["port"] = Broker },
    }.ToJsonString();

    private static string Registry() => $$"""
        { "outlets": [ { "id": "{{BranchFiles.Outlet}}", "name": "o", "zone": "Asia/Shanghai" } ],
          "counters": [ { "id": "c-1", "outlet": "{{BranchFiles.Outlet}}", "name": "c" } ],
          "devices": [ { "id": "{{Device}}", "outlet": "{{BranchFiles.Outlet}}", "counter": "c-1" } ],
          "tellers": [ { "id": "1001", "name": "t", "outlet": "{{BranchFiles.Outlet}}" } ] }
        """;

    [GeneratedRegex(@"acknowledged up to (\d+)")]
    private static partial Regex Stopped();
}
