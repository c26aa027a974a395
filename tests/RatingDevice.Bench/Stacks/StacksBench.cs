using RatingDevice.Bench.Ingest;
using RatingDevice.Bench.Press;
using RatingDevice.Collector.Stack;
using RatingDevice.Hosting;

namespace RatingDevice.Bench.Stacks;

/// <summary>
/// The same branch once with each package set, one after the other in one run: what each costs, and what each
/// promises when the power goes.
/// </summary>
internal static class StacksBench
{
    private const int Devices = 8;

    internal static async Task<int> RunAsync(
        int entries, int seconds, double rate, TextWriter result, TextWriter progress, CancellationToken stop)
    {
        var table = new SideBySide("stacks");
        var lost = 0L;
        foreach (var stack in Enum.GetValues<StackName>())
        {
            if (!CompiledParts.All.ContainsKey(stack))
            {
                table.Missing(StackChoice.Name(stack), "not compiled in here; './rating stack' says why");
                continue;
            }

            await progress.WriteLineAsync($"bench: stack {StackChoice.Name(stack)}");
            var column = table.Column(StackChoice.Name(stack));
            var ingest = await IngestBench.MeasureAsync(Devices, entries, stack, progress, stop);
            column.Add("ingestEntriesPerSecond", "ingest, durable and acknowledged, entries/s",
                ingest.EntriesPerSecond);
            column.Add("ingestMicros", "  processor time an entry, us", ingest.MicrosPerEntry);
            column.Add("ingestCollectorMiB", "  collector after it, MiB", ingest.CollectorMiB);
            var press = await PressBench.MeasureAsync(seconds, rate, stack, progress, stop);
            lost += press.Lost;
            Presses(column, press);
            var (collector, device) = await StartUp.MeasureAsync(stack, progress, stop);
            column.Add("collectorStartMs", "collector, start to ready, median ms", collector);
            column.Add("deviceStartMs", "device, start to ready, median ms", device);
            foreach (var (key, what, promise) in Promises.Of(CompiledParts.All[stack].Store.Name, stack))
                column.Add(key, what, promise);
        }

        table.Print(result);
        return lost == 0 ? 0 : 1;
    }

    private static void Presses(SideBySide.OneColumn column, PressBench.Measured press)
    {
        column.Add("pressed", "presses at the counters", press.Pressed);
        column.Add("lost", "  thanked and not stored", press.Lost);
        column.Add("p50PressToThanksMs", "  press to thanks, median ms", press.Thanks.At(50));
        column.Add("p99PressToThanksMs", "  press to thanks, 99 of 100 ms", press.Thanks.At(99));
        column.Add("p50PressToLiveMs", "  press to live page, median ms", press.Live.At(50));
        column.Add("p99PressToLiveMs", "  press to live page, 99 of 100 ms", press.Live.At(99));
        column.Add("deviceMiB", "  device, resident memory, largest, MiB", press.DeviceMiB);
        column.Add("deviceIdlePercent", "  device, idle processor, % of a core", press.IdlePercent);
        column.Add("collectorMiB", "  collector, resident memory, MiB", press.CollectorMiB);
    }
}
