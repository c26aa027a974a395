namespace RatingDevice.Simulation.Disk;

/// <summary>An open file of one connection; answers in SQLite's result codes.</summary>
internal sealed class SimHandle(SimDisk disk, SimFile file, string name, int flags)
{
    private readonly int _epoch = disk.Epoch;
    private SimShared? _shared;
    private bool _namesToSync = (flags & SqliteCodes.OpenCreate) != 0
        && (flags & (SqliteCodes.OpenMainJournal | SqliteCodes.OpenSuperJournal | SqliteCodes.OpenWal)) != 0;

    private bool Dead => _epoch != disk.Epoch;

    public int Close()
    {
        if (!Dead) file.Locks.Lower(this, SimLocks.None);
        Unmap();
        if (!Dead && (flags & SqliteCodes.OpenDeleteOnClose) != 0) disk.Delete(name);
        return SqliteCodes.Ok;
    }

    public int Read(Span<byte> into, long offset)
    {
        if (Dead) return SqliteCodes.IoRead;
        return file.Read(offset, into) == into.Length ? SqliteCodes.Ok : SqliteCodes.IoShortRead;
    }

    public int Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (!Alive(DiskAction.Write)) return SqliteCodes.IoWrite;
        var more = offset + bytes.Length - file.Size;
        if (more > 0 && disk.Used + more > disk.Faults.Space)
        {
            disk.Faults.FullWrites++;
            return SqliteCodes.Full;
        }

        file.Write(offset, bytes);
        disk.Faults.After?.Invoke(DiskAction.Write, name);
        return SqliteCodes.Ok;
    }

    public int Truncate(long size)
    {
        if (!Alive(DiskAction.Truncate)) return SqliteCodes.IoTruncate;
        file.Truncate(size);
        return SqliteCodes.Ok;
    }

    /// <summary>
    /// As SQLite on Unix: a new journal's first sync takes the directory, with all its names, along.
    /// </summary>
    public int Sync()
    {
        if (!Alive(DiskAction.Sync)) return SqliteCodes.IoSync;
        if (disk.Faults.FailingSyncs > 0)
        {
            disk.Faults.FailingSyncs--;
            disk.Faults.FailedSyncs++;
            file.FailSync(disk.Faults.Random);
            return SqliteCodes.IoSync;
        }

        disk.Faults.Syncs++;
        if (!disk.Faults.LyingSyncs)
        {
            file.Sync();
            if (_namesToSync) disk.SyncNames();
            _namesToSync = false;
        }

        disk.Faults.After?.Invoke(DiskAction.Sync, name);
        return SqliteCodes.Ok;
    }

    public int Size(out long size)
    {
        size = file.Size;
        return Dead ? SqliteCodes.IoRead : SqliteCodes.Ok;
    }

    public int Lock(int level)
    {
        if (Dead) return SqliteCodes.IoLock;
        return file.Locks.TryRaise(this, level) ? SqliteCodes.Ok : SqliteCodes.Busy;
    }

    public int Unlock(int level)
    {
        if (!Dead) file.Locks.Lower(this, level);
        return SqliteCodes.Ok;
    }

    public bool Reserved => !Dead && file.Locks.AnyReserved;

    public int Map(int region, int size, bool extend, out nint address)
    {
        address = 0;
        if (Dead) return SqliteCodes.IoLock;
        _shared ??= file.Shared ??= new SimShared();
        address = _shared.Map(this, region, size, extend);
        return SqliteCodes.Ok;
    }

    public int LockShared(int first, int count, bool take, bool exclusive)
    {
        if (Dead || _shared is null) return SqliteCodes.IoLock;
        return _shared.TryLock(this, first, count, take, exclusive) ? SqliteCodes.Ok : SqliteCodes.Busy;
    }

    public int Unmap()
    {
        if (_shared is not null && _shared.Unmap(this) && file.Shared == _shared) file.Shared = null;
        _shared = null;
        return SqliteCodes.Ok;
    }

    /// <summary>Tells the disk's plan first, which may end this program's life here.</summary>
    private bool Alive(DiskAction action)
    {
        if (Dead) return false;
        disk.Faults.Before?.Invoke(action, name);
        return !Dead;
    }
}
