namespace RatingDevice.Simulation.Disk;

/// <summary>
/// One file's bytes twice: as a program sees them (the page cache) and as the platter holds them. What lies
/// between is a list of writes and truncations that a power cut may keep, lose or tear, each by itself.
/// </summary>
internal sealed class SimFile
{
    private const int Sector = 512;
    private readonly ByteImage _seen = new();
    private readonly ByteImage _kept = new();
    private readonly List<Change> _unsynced = [];

    /// <summary>Locks of the connections that have it open; a crash or kill forgets them.</summary>
    public SimLocks Locks { get; private set; } = new();

    /// <summary>Shared memory beside a database in WAL mode; made when first asked for.</summary>
    public SimShared? Shared { get; set; }

    public long Size => _seen.Size;

    /// <summary>Changes that are not on the platter.</summary>
    public int Unsynced => _unsynced.Count;

    public int Read(long offset, Span<byte> into) => _seen.Read(offset, into);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        _seen.Write(offset, bytes);
        _unsynced.Add(new Change(offset, bytes.ToArray()));
    }

    public void Truncate(long size)
    {
        _seen.Truncate(size);
        _unsynced.Add(new Change(size, null));
    }

    public void Sync()
    {
        foreach (var change in _unsynced) Apply(change);
        _unsynced.Clear();
    }

    /// <summary>
    /// What Linux does after a failed fsync: some pages made it, and all are marked clean, so that no later
    /// sync tries them again. The program goes on seeing what it wrote.
    /// </summary>
    public void FailSync(Random random)
    {
        foreach (var change in _unsynced)
            if (random.Next(2) == 0) Apply(change);
        _unsynced.Clear();
    }

    /// <summary>
    /// The power goes: every change is kept, lost or torn by itself; the page cache is gone.
    /// </summary>
    public void Crash(Random random)
    {
        var keep = random.Next(4) switch { 0 => 0.0, 1 => 1.0, _ => random.NextDouble() };
        foreach (var change in _unsynced)
        {
            if (random.NextDouble() >= keep) continue;
            if (random.Next(4) == 0) Tear(change, random);
            else Apply(change);
        }

        _unsynced.Clear();
        _seen.Become(_kept);
        Release();
    }

    /// <summary>The program is gone, the machine is not: bytes stay, locks and shared memory go.</summary>
    public void Release()
    {
        Locks = new SimLocks();
        Shared = null;
    }

    /// <summary>A copy as a backup of the running machine takes it: all that is seen, held safely.</summary>
    public SimFile Copy()
    {
        var copy = new SimFile();
        copy._seen.Become(_seen);
        copy._kept.Become(_seen);
        return copy;
    }

    private void Apply(Change change)
    {
        if (change.Bytes is null) _kept.Truncate(change.Offset);
        else _kept.Write(change.Offset, change.Bytes);
    }

    private void Tear(Change change, Random random)
    {
        if (change.Bytes is null) return;
        for (var at = 0; at < change.Bytes.Length;)
        {
            var end = (int)Math.Min(Sector - ((change.Offset + at) % Sector) + at, change.Bytes.Length);
            if (random.Next(2) == 0) _kept.Write(change.Offset + at, change.Bytes.AsSpan(at, end - at));
            at = end;
        }
    }

    /// <summary>A write, or a truncation to <paramref name="Offset"/> where there are no bytes.</summary>
    private sealed record Change(long Offset, byte[]? Bytes);
}
