using System.Diagnostics;
using System.Globalization;

namespace RatingDevice.Bench.Press;

/// <summary>What a process of ours costs, read from the kernel.</summary>
internal static class ProcessCost
{
    /// <summary>
    /// The kernel counts processor time in hundredths of a second on every Linux .NET runs on.
    /// </summary>
    private const double TicksPerSecond = 100;

    /// <summary>Resident memory in MiB.</summary>
    internal static double ResidentMiB(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status")
            .First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Share of one processor over a while, in percent; user and system.</summary>
    internal static async Task<double> ProcessorPercentAsync(int pid, TimeSpan during, CancellationToken stop)
    {
        var (before, watch) = (Seconds(pid), Stopwatch.StartNew());
        await Task.Delay(during, stop);
        return 100 * (Seconds(pid) - before) / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Processor time since its start, user and system.</summary>
    internal static double Seconds(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture)
            + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
