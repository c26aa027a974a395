using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>Takes what waits in the intake, commits it as one group, then acknowledges.</summary>
internal sealed class IngestLoop(
    IIntake intake, IRatingStore store, Func<BranchRegistry> registry, IngestLimits limits, TimeProvider time,
    ILogger logger, Action<IReadOnlyList<CounterEvent>> committed, Action<Topic, Status> status)
{
    public IngestCounters Counters { get; } = new();

    public Task RunAsync(CancellationToken stop) =>
        throw new NotImplementedException($"{intake}{store}{registry}{limits}{time}{logger}{committed}{status}{stop}");
}
