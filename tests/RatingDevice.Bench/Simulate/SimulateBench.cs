using System.Diagnostics;
using RatingDevice.Simulation;

namespace RatingDevice.Bench.Simulate;

/// <summary>Many seeds of the simulated branch, or one again with its trace.</summary>
internal static class SimulateBench
{
    internal static int Run(int first, int seeds, int? only, TextWriter result, TextWriter progress) =>
        only is { } seed ? Replay(seed, result) : RunMany(first, seeds, result, progress);

    private static int Replay(int seed, TextWriter result)
    {
        var one = SimulationRun.RunSeed(seed);
        if (!one.Ok) SimulationRun.Tell(one, result);
        var said = one.Ok ? "holds" : "FAILS";
        result.WriteLine($"seed {seed}: {said}, trace {one.Hash:x16}, {one.Steps} steps");
        return one.Ok ? 0 : 1;
    }

    private static int RunMany(int first, int seeds, TextWriter result, TextWriter progress)
    {
        var watch = Stopwatch.StartNew();
        var report = SimulationRun.Run(first, seeds, progress);
        var table = new FigureTable("simulate");
        table.Add("seeds", $"seeds from {first} on", report.Seeds, "seeds");
        table.Add("failed", "failed", report.Failed.Count, "seeds", "a failed one prints how to replay it");
        table.Add("seconds", "took", watch.Elapsed.TotalSeconds, "s");
        table.Add("simulatedHours", "simulated time", report.Virtual.TotalHours, "h");
        table.Add("pressed", "rating keys pressed in a window", report.Pressed, "presses");
        table.Add("thanked", "thanked", report.Thanked, "");
        table.Add("missed", "counted as missing", report.Missed, "presses");
        table.Add("crashes", "machines crashed", report.Crashes, "");
        foreach (var (kind, count) in report.Faults)
            table.Add($"fault{kind}", $"fault: {kind}", count, "times");
        table.Print(result);
        return report.Ok ? 0 : 1;
    }
}
