namespace RatingDevice.Simulation.Faults;

/// <summary>What can go wrong in a simulated branch.</summary>
internal enum FaultKind
{
    /// <summary>A connection to the broker breaks; both ends notice.</summary>
    Cut,

    /// <summary>Nothing passes either way, and nobody notices before the keep-alive.</summary>
    HalfOpen,

    /// <summary>Only what goes to the client is lost: batches arrive, acks do not.</summary>
    AckPathCut,

    /// <summary>The broker gives no answer to a connect.</summary>
    Unreachable,

    /// <summary>Trips take up to seconds.</summary>
    Slow,

    /// <summary>Messages vanish after their sender believed them sent.</summary>
    Lossy,

    /// <summary>Messages arrive twice.</summary>
    Doubling,

    /// <summary>The broker dies with all it had, and comes back empty.</summary>
    BrokerRestart,

    /// <summary>A program is killed at some moment.</summary>
    Kill,

    /// <summary>A program is stopped in good order and started again.</summary>
    Update,

    /// <summary>A machine loses power at some moment.</summary>
    PowerCut,

    /// <summary>A program dies at a <see cref="CrashPoint"/>.</summary>
    CrashAtPoint,

    /// <summary>The wall clock jumps and is believed.</summary>
    ClockJump,

    /// <summary>The wall clock is lost while running: 1970.</summary>
    ClockLost,

    /// <summary>Some syncs fail.</summary>
    FailedSync,

    /// <summary>The disk is full for a while.</summary>
    DiskFull,

    /// <summary>Syncs take long.</summary>
    SlowDisk,

    /// <summary>The panel is unplugged for a while.</summary>
    PanelLost,

    /// <summary>The collector's machine dies and is put back from an older copy.</summary>
    Restored,
}
