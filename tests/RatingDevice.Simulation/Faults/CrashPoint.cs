namespace RatingDevice.Simulation.Faults;

/// <summary>
/// Where a program can be made to die: each lies between two steps that a careless design would confuse.
/// </summary>
internal enum CrashPoint
{
    /// <summary>Before a change of the disk, whatever it is; counted, so every one has its turn.</summary>
    DiskChange,

    BeforeSync,
    AfterSync,
    BeforeThanks,
    AfterThanks,
    BeforeSend,
    AfterSend,
    BeforeAckHeard,
    AfterAckHeard,
    BeforeAckSent,
    AfterAckSent,
}

/// <summary>How a program ends.</summary>
internal enum CrashKind
{
    /// <summary>kill -9: the machine, its clock and its page cache live on.</summary>
    Kill,

    /// <summary>
    /// Power gone: unsynced writes kept, lost or torn; another boot; the clock may say 1970.
    /// </summary>
    PowerCut,
}
