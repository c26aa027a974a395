using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Store;

namespace RatingDevice.Tests.Store;

public sealed class FakeRatingStoreTests : RatingStoreContract
{
    internal override IRatingStore Store { get; } = new FakeRatingStore(QuarantineMost);

    internal override void Reopen()
    {
        // its memory is its disk
    }
}
