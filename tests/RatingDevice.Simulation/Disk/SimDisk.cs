using System.Collections.Concurrent;

namespace RatingDevice.Simulation.Disk;

/// <summary>
/// A machine's disk in memory, which SQLite sees through <see cref="SimVfs"/>. It forgets what was not
/// synced: bytes (<see cref="SimFile"/>) and names alike, for a file made or deleted is only so after its
/// directory was synced. Not thread-safe: a machine lives on one thread.
/// </summary>
internal sealed class SimDisk : IDisposable
{
    private static readonly ConcurrentDictionary<string, SimDisk> All = new();
    private static long _made;
    private readonly string _root = $"disk{Interlocked.Increment(ref _made)}";
    private readonly Dictionary<string, SimFile> _seen = [];
    private readonly Dictionary<string, SimFile> _kept = [];
    private readonly List<NameChange> _unsynced = [];

    public SimDisk()
    {
        SimVfs.Register();
        All[_root] = this;
    }

    /// <summary>What the disk does wrong on purpose.</summary>
    public DiskFaults Faults { get; } = new();

    /// <summary>
    /// Grows when the program that had files open is gone; its handles are dead from then on.
    /// </summary>
    public int Epoch { get; private set; }

    /// <summary>Bytes taken by all files.</summary>
    public long Used => _seen.Values.Sum(f => f.Size);

    /// <summary>The data source of a file on this disk.</summary>
    public string Source(string name) => $"file:/{_root}/{name}?vfs={SimVfs.Name}";

    /// <summary>The power goes: what was not synced is kept, lost or torn.</summary>
    public void Crash(Random random)
    {
        Epoch++;
        foreach (var byName in _unsynced.GroupBy(c => c.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
            foreach (var change in byName.Take(random.Next(byName.Count() + 1))) Apply(change);
        _unsynced.Clear();
        _seen.Clear();
        foreach (var (name, file) in _kept.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            file.Crash(random);
            _seen[name] = file;
        }
    }

    /// <summary>The program is killed: every byte it wrote stays.</summary>
    public void Kill()
    {
        Epoch++;
        foreach (var file in _seen.Values) file.Release();
    }

    /// <summary>A copy of all files as they are seen: a backup.</summary>
    public IReadOnlyDictionary<string, SimFile> Copy() => _seen.ToDictionary(f => f.Key, f => f.Value.Copy());

    /// <summary>Puts a copy back in place of what was there; programs that had files open are gone.</summary>
    public void Restore(IReadOnlyDictionary<string, SimFile> copy)
    {
        Epoch++;
        _seen.Clear();
        _kept.Clear();
        _unsynced.Clear();
        foreach (var (name, file) in copy) _seen[name] = _kept[name] = file.Copy();
    }

    /// <summary>Opens a file for code that does not use SQLite; null where there is none.</summary>
    public SimDiskStream? OpenStream(string name) =>
        Open(name, create: false) is { } file ? new SimDiskStream(new SimHandle(this, file, name, 0)) : null;

    /// <summary>Overwrites one byte of a file behind everybody's back: bit rot.</summary>
    public void Rot(string name, long offset, byte xor)
    {
        Span<byte> one = stackalloc byte[1];
        var file = _seen[name];
        file.Read(offset, one);
        one[0] ^= xor;
        file.Write(offset, one);
        file.Sync();
    }

    public void Dispose() => All.TryRemove(_root, out _);

    internal static (SimDisk Disk, string Name)? Find(string path)
    {
        var slash = path.IndexOf('/', 1);
        return slash > 0 && All.TryGetValue(path[1..slash], out var disk)
            ? (disk, path[(slash + 1)..]) : null;
    }

    /// <summary>As SQLite on Unix sees it: an empty file is none.</summary>
    internal bool Exists(string name) => _seen.TryGetValue(name, out var file) && file.Size > 0;

    internal SimFile? Open(string name, bool create)
    {
        if (_seen.TryGetValue(name, out var file) || !create) return file;
        file = new SimFile();
        _seen[name] = file;
        _unsynced.Add(new NameChange(name, file));
        return file;
    }

    internal bool Delete(string name)
    {
        if (!_seen.Remove(name)) return false;
        _unsynced.Add(new NameChange(name, null));
        return true;
    }

    internal void SyncNames()
    {
        foreach (var change in _unsynced) Apply(change);
        _unsynced.Clear();
    }

    private void Apply(NameChange change)
    {
        if (change.File is null) _kept.Remove(change.Name);
        else _kept[change.Name] = change.File;
    }

    private sealed record NameChange(string Name, SimFile? File);
}
