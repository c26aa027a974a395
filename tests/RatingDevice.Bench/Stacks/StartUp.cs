using System.Diagnostics;
using RatingDevice.Demo.Processes;
using RatingDevice.Hosting;

namespace RatingDevice.Bench.Stacks;

/// <summary>From the start of a process until it says that it serves; its data is there already.</summary>
internal static class StartUp
{
    private const int Times = 5;

    /// <returns>Medians in ms.</returns>
    internal static async Task<(double Collector, double Device)> MeasureAsync(
        StackName stack, TextWriter progress, CancellationToken stop)
    {
        await progress.WriteLineAsync($"bench: starting each program {Times} times …");
        await using var branch = await Branch.StartAsync(new BranchPlan { Devices = 1, Stack = stack }, stop);
        var device = branch.Devices[0];
        var (collectors, devices) = (new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            await device.Program.StopAsync();
            await branch.CollectorProgram.StopAsync();
            collectors.Add(await TimeAsync(() => branch.StartCollectorAsync(stop)));
            devices.Add(await TimeAsync(() => device.StartAsync(stop)));
        }

        return (Median(collectors), Median(devices));
    }

    private static async Task<double> TimeAsync(Func<Task> start)
    {
        var watch = Stopwatch.StartNew();
        await start();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
}
