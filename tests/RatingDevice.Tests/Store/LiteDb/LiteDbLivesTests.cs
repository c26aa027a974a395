using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.LiteDb;
using RatingDevice.Simulation.Disk;

namespace RatingDevice.Tests.Store.LiteDb;

/// <summary>A simulated disk keeps what was synced; the rest it keeps, loses or tears as it likes.</summary>
public class LiteDbLivesTests : StoreLivesContract
{
    internal override IRatingStore Open(SimDisk disk) => LiteDbRatingStore.Open(
        new LiteDbStoreOptions("branch.litedb") { OpenFile = name => Open(disk, name), LogMost = LogMost });

    /// <summary>Long enough that checkpoints happen at the start only.</summary>
    protected virtual long LogMost => 16 * 1024 * 1024;

    private static SimDiskStream Open(SimDisk disk, string name)
    {
        var file = disk.Open(name, create: true)!;
        disk.SyncNames();
        return new SimDiskStream(new SimHandle(disk, file, name, 0));
    }
}

/// <summary>The same with a checkpoint after nearly every commit.</summary>
public sealed class LiteDbCheckpointLivesTests : LiteDbLivesTests
{
    protected override long LogMost => 50_000;
}
