using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

/// <summary>
/// The ingest loop with everything around it in a test's hand; runs in the caller's thread.
/// </summary>
internal sealed class LoopRig
{
    public LoopRig(
        IngestLimits? limits = null, FakeRatingStore? store = null, Action? listen = null,
        IRatingStore? view = null)
    {
        Store = store ?? new FakeRatingStore();
        Loop = new IngestLoop(
            Intake, view ?? Store, () => Registry, limits ?? new IngestLimits(), Time, NullLogger.Instance,
            events =>
            {
                Committed.AddRange(events);
                listen?.Invoke();
            },
            (topic, status) =>
            {
                Statuses.Add((topic, status));
                listen?.Invoke();
            });
    }

    public ScriptIntake Intake { get; } = new();

    public FakeRatingStore Store { get; }

    public HandTime Time { get; } = new();

    public BranchRegistry Registry { get; set; } = TestBranch.Registry;

    public List<CounterEvent> Committed { get; } = [];

    public List<(Topic Topic, Status Status)> Statuses { get; } = [];

    public IngestLoop Loop { get; }

    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Starts the loop; from here on a message heard is dealt with before Hear returns.</summary>
    public LoopRig Start(CancellationToken stop = default)
    {
        Running = HandTime.Start(() => Loop.RunAsync(stop));
        return this;
    }

    public LoopRig Hear(params IEnumerable<IntakeMessage> messages)
    {
        foreach (var message in messages) Intake.Hear(message);
        if (Running.IsFaulted) Running.GetAwaiter().GetResult();
        return this;
    }
}
