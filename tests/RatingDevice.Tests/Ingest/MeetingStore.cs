using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Simulation;

namespace RatingDevice.Tests.Ingest;

/// <summary>
/// One collector's view of a store that another writes too, who may come just before a commit.
/// </summary>
internal sealed class MeetingStore(FakeRatingStore inner) : MutantStore(inner), IRatingStore
{
    /// <summary>What happens between a judgement and its commit.</summary>
    public Action Meanwhile { get; set; } = () => { };

    /// <summary>Confirmations asked for.</summary>
    public int Confirmed { get; private set; }

    /// <summary>True: what can be read is not known to be durable.</summary>
    public bool Unsure { get; set; }

    public bool Shared => true;

    public override void Commit(IntakeGroup group)
    {
        Meanwhile();
        Inner.Commit(group);
    }

    public void Confirm()
    {
        Confirmed++;
        if (Unsure) throw new StoreException("the standby is away", new IOException());
    }

    public override void Dispose()
    {
        // the other one goes on with it
    }
}
