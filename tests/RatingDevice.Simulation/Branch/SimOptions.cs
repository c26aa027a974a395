using RatingDevice.Collector.Store;
using RatingDevice.Firmware.Journal;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// How a run is made. The defaults are the product; the rest is for tests that must see it fail.
/// </summary>
internal sealed record SimOptions
{
    /// <summary>How long customers come, in virtual time.</summary>
    public TimeSpan Open { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How long the branch has, without faults, to bring everything in.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Faults planned for every virtual minute, at the most.</summary>
    public int FaultsPerMinute { get; init; } = 4;

    public JournalLimits Journal { get; init; } = new(MostPending: 1_000_000, Keep: 200_000);

    /// <summary>The devices' disks answer a sync without doing it, as with synchronous=OFF.</summary>
    public bool LyingDeviceDisk { get; init; }

    /// <summary>The collector's disk, likewise.</summary>
    public bool LyingCollectorDisk { get; init; }

    /// <summary>The panel says thanks by itself, before the journal has the press.</summary>
    public bool HastyThanks { get; init; }

    /// <summary>Puts something between the ingest loop and its store.</summary>
    public Func<IRatingStore, IRatingStore> Store { get; init; } = store => store;
}
