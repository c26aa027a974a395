using RatingDevice.Simulation.Branch;
using RatingDevice.Simulation.Verdicts;

namespace RatingDevice.Simulation;

/// <summary>Runs seeds, each on one thread, several threads at once.</summary>
internal static class SimulationRun
{
    /// <summary>
    /// Runs seeds one after another from the first; tells failures, and how far it is, as it goes.
    /// </summary>
    public static SimulationReport Run(int firstSeed, int seeds, TextWriter progress) =>
        Run(firstSeed, seeds, progress, new SimOptions());

    internal static SimulationReport Run(int firstSeed, int seeds, TextWriter progress, SimOptions options)
    {
        var report = new SimulationReport();
        Parallel.For(firstSeed, firstSeed + seeds, Threads, seed =>
        {
            var result = RunSeed(seed, options);
            lock (report)
            {
                report.Add(result);
                if (!result.Ok) Tell(result, progress);
                if (report.Seeds % 500 == 0)
                    progress.WriteLine($"{report.Seeds} of {seeds} seeds, {report.Failed.Count} failed");
            }
        });
        return report;
    }

    public static SeedResult RunSeed(int seed) => RunSeed(seed, new SimOptions());

    internal static SeedResult RunSeed(int seed, SimOptions options)
    {
        using var branch = new SimBranch(seed, options);
        return branch.Run();
    }

    /// <summary>One line that says how to see it again, the first failures, and what came before.</summary>
    public static void Tell(SeedResult result, TextWriter to, int tail = 40)
    {
        to.WriteLine($"seed {result.Seed} failed; replay: ./rating bench simulate --seed {result.Seed}");
        foreach (var failure in result.Failures.Take(5)) to.WriteLine($"  {failure}");
        foreach (var line in result.Tail.TakeLast(tail)) to.WriteLine($"    {line}");
    }

    private static ParallelOptions Threads => new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
}
