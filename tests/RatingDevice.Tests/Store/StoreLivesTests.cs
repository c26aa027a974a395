using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Simulation.Disk;

namespace RatingDevice.Tests.Store;

public abstract class StoreLivesContract
{
    /// <summary>Opens the store on a simulated disk.</summary>
    internal abstract IRatingStore Open(SimDisk disk);

    [Fact]
    public void Whatever_the_disk_does_nothing_acknowledged_is_lost_and_no_half_group_is_kept()
    {
        var (failures, cuts) = (0, 0);
        for (var seed = 1; seed <= 20; seed++)
        {
            using var lives = new StoreLives(seed, Open);
            try
            {
                lives.Run();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
            }

            failures += lives.Failures;
            cuts += lives.Cuts;
        }

        // What a failed write left behind must not throw when it is collected: that would end the program.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(failures > 12 && cuts > 12, $"{failures} failures and {cuts} cuts prove little");
    }
}

public sealed class StoreLivesTests : StoreLivesContract
{
    internal override IRatingStore Open(SimDisk disk) => SqliteRatingStore.Open(
        new SqliteStoreOptions(disk.Source("branch.db")) { Exclusive = true });
}
