using System.Diagnostics;
using RatingDevice.Demo.Account;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Processes;
using RatingDevice.Hosting;

namespace RatingDevice.Bench.Press;

/// <summary>
/// How long a customer waits for thanks, and the live page for the press; and what a device costs.
/// </summary>
internal static class PressBench
{
    private const int Devices = 8, Seed = 7;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    internal sealed record Measured(
        int Pressed, long Lost, Percentiles Thanks, Percentiles Live, double DeviceMiB, double IdlePercent,
        double CollectorMiB);

    internal static async Task<int> RunAsync(
        int seconds, double rate, TextWriter result, TextWriter progress, CancellationToken stop)
    {
        var run = await MeasureAsync(seconds, rate, new BranchPlan().Stack, progress, stop);
        var table = new FigureTable("press");
        table.Add("pressed", "rating keys pressed in a window", run.Pressed, "presses");
        table.Add("lost", "thanked and not stored", run.Lost, "");
        Latency(table, "pressToThanks", "press to thanks (on disk)", run.Thanks, "aim p99 <= 15 ms");
        Latency(table, "pressToLive", "press to live page", run.Live, "aim p99 <= 200 ms");
        table.Add("deviceResidentMiB", "device, resident memory (largest)", run.DeviceMiB, "MiB",
            "aim <= 90 MB");
        table.Add("deviceIdlePercent", "device, idle processor", run.IdlePercent, "%",
            "aim <= 1 % of one core");
        table.Add("collectorResidentMiB", "collector, resident memory", run.CollectorMiB, "MiB");
        table.Print(result);
        return run.Lost == 0 ? 0 : 1;
    }

    /// <summary>A branch with one stack.</summary>
    internal static async Task<Measured> MeasureAsync(
        int seconds, double rate, StackName stack, TextWriter progress, CancellationToken stop)
    {
        var plan = BranchPlan.ForRate(Devices, rate) with { Stack = stack };
        await using var branch = await Branch.StartAsync(plan, stop);
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
        return new Measured(customers.Diary.Pressed, entry.Count(Wrong.Lost), thanks, live,
            branch.Devices.Max(d => ProcessCost.ResidentMiB(d.Program.Pid)), idle,
            ProcessCost.ResidentMiB(branch.CollectorProgram.Pid));
    }

    private static void Latency(FigureTable table, string key, string what, Percentiles ms, string aim)
    {
        table.Add($"p50{key}Ms", $"{what}, median", ms.At(50) ?? double.NaN, "ms");
        table.Add($"p99{key}Ms", $"{what}, 99 of 100", ms.At(99) ?? double.NaN, "ms", aim);
    }
}
