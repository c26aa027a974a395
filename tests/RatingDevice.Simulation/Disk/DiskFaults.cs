namespace RatingDevice.Simulation.Disk;

/// <summary>What a program asked of the disk.</summary>
internal enum DiskAction
{
    Write,
    Truncate,
    Sync,
    Delete,
}

/// <summary>What a disk does wrong, by plan.</summary>
internal sealed class DiskFaults
{
    /// <summary>Chooses what a failed sync leaves behind.</summary>
    public Random Random { get; set; } = new(1);

    /// <summary>
    /// Called before every change, with the file's name; in simulation it spends time or cuts the power.
    /// </summary>
    public Action<DiskAction, string>? Before { get; set; }

    /// <summary>Called after a change that worked, likewise.</summary>
    public Action<DiskAction, string>? After { get; set; }

    /// <summary>
    /// True: a sync is answered at once and does nothing, as with synchronous=OFF or a lying disk.
    /// </summary>
    public bool LyingSyncs { get; set; }

    /// <summary>Syncs that fail from now on; each counts one down.</summary>
    public int FailingSyncs { get; set; }

    /// <summary>All files together may take this much; a write beyond it is refused.</summary>
    public long Space { get; set; } = long.MaxValue;

    /// <summary>Syncs done.</summary>
    public long Syncs { get; set; }

    /// <summary>Syncs that failed.</summary>
    public long FailedSyncs { get; set; }

    /// <summary>Writes refused for want of space.</summary>
    public long FullWrites { get; set; }
}
