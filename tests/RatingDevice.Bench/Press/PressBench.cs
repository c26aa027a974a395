using System.Diagnostics;
using RatingDevice.Demo.Account;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Press;

/// <summary>
/// How long a customer waits for thanks, and the live page for the press; and what a device costs.
/// </summary>
internal static class PressBench
{
    private const int Devices = 8, Seed = 7;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    internal static async Task<int> RunAsync(
        int seconds, double rate, TextWriter result, TextWriter progress, CancellationToken stop)
    {
        await using var branch = await Branch.StartAsync(BranchPlan.ForRate(Devices, rate), stop);
        await progress.WriteLineAsync(
            $"bench: {Devices} devices, {rate} presses/s for {seconds} s, seed {Seed} …");
        await using var customers = new Customers(branch, new CustomersPlan(Seed, rate));
        var opened = Stopwatch.GetTimestamp();
        using (var close = new CancellationTokenSource(TimeSpan.FromSeconds(seconds)))
            await customers.RunAsync(close.Token, stop);
        using var http = new HttpClient();
        var books = new Books(http, branch, customers.Diary);
        var entry = await books.SettleAsync(TimeSpan.FromSeconds(90), stop);
        var (thanks, live) = Demo.Figures.Latencies(customers.Diary, customers.Live);
        foreach (var line in Slowest.Of(customers.Diary, customers.Live, opened))
            await progress.WriteLineAsync($"bench: {line}");
        await progress.WriteLineAsync($"bench: nobody presses for {Idle.TotalSeconds} s …");
        var device = branch.Devices[0].Program.Pid;
        var idle = await ProcessCost.ProcessorPercentAsync(device, Idle, stop);
        var table = new FigureTable("press");
        table.Add("pressed", "rating keys pressed in a window", customers.Diary.Pressed, "presses");
        table.Add("lost", "thanked and not stored", entry.Count(Wrong.Lost), "");
        Latency(table, "pressToThanks", "press to thanks (on disk)", thanks, "aim p99 <= 15 ms");
        Latency(table, "pressToLive", "press to live page", live, "aim p99 <= 200 ms");
        var memory = branch.Devices.Max(d => ProcessCost.ResidentMiB(d.Program.Pid));
        table.Add("deviceResidentMiB", "device, resident memory (largest)", memory, "MiB", "aim <= 90 MB");
        table.Add("deviceIdlePercent", "device, idle processor", idle, "%", "aim <= 1 % of one core");
        table.Add("collectorResidentMiB", "collector, resident memory",
            ProcessCost.ResidentMiB(branch.CollectorProgram.Pid), "MiB");
        table.Print(result);
        return entry.Count(Wrong.Lost) == 0 ? 0 : 1;
    }

    private static void Latency(FigureTable table, string key, string what, Percentiles ms, string aim)
    {
        table.Add($"p50{key}Ms", $"{what}, median", ms.At(50) ?? double.NaN, "ms");
        table.Add($"p99{key}Ms", $"{what}, 99 of 100", ms.At(99) ?? double.NaN, "ms", aim);
    }
}
