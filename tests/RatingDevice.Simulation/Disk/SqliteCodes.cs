namespace RatingDevice.Simulation.Disk;

/// <summary>The result codes and open flags of sqlite3.h that a VFS needs.</summary>
internal static class SqliteCodes
{
    public const int Ok = 0, Busy = 5, NotFound = 12, Full = 13, CannotOpen = 14;
    public const int IoError = 10, IoRead = 266, IoShortRead = 522, IoWrite = 778, IoSync = 1034;
    public const int IoTruncate = 1546, IoDelete = 2570, IoDeleteNoEntry = 5898, IoLock = 3850;

    public const int OpenCreate = 0x4, OpenDeleteOnClose = 0x8;
    public const int OpenMainJournal = 0x800, OpenSuperJournal = 0x4000, OpenWal = 0x80000;

    public const int ShmUnlock = 1, ShmLock = 2, ShmShared = 4, ShmExclusive = 8;

    /// <summary>
    /// What SQLite on Unix says by default: sectors of 4 KiB, a write never harms its neighbours.
    /// </summary>
    public const int SectorSize = 4096, PowersafeOverwrite = 0x1000;
}
