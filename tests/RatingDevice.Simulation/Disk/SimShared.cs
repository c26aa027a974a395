using System.Runtime.InteropServices;

namespace RatingDevice.Simulation.Disk;

/// <summary>
/// The wal-index of a database: memory that all its connections share, and eight locks on it. Freed by the
/// last connection that lets go, so that one of a killed program never reads memory that is gone.
/// </summary>
internal sealed unsafe class SimShared
{
    public const int LockCount = 8;
    private readonly List<nint> _regions = [];
    private readonly Dictionary<object, ShmHold> _users = [];

    /// <summary>The address of a region; zero where it is not there and was not to be made.</summary>
    public nint Map(object who, int region, int size, bool extend)
    {
        _users.TryAdd(who, default);
        while (extend && _regions.Count <= region) _regions.Add((nint)NativeMemory.AllocZeroed((nuint)size));
        return region < _regions.Count ? _regions[region] : 0;
    }

    /// <summary>Takes or gives back a run of locks; false when another connection is in the way.</summary>
    public bool TryLock(object who, int first, int count, bool take, bool exclusive)
    {
        var mask = ((1 << count) - 1) << first;
        var own = _users.GetValueOrDefault(who);
        if (take)
        {
            var others = _users.Where(u => u.Key != who).Select(u => u.Value).ToList();
            if (others.Any(o => (o.Exclusive & mask) != 0)) return false;
            if (exclusive && others.Any(o => (o.Shared & mask) != 0)) return false;
        }

        _users[who] = (take, exclusive) switch
        {
            (true, true) => own with { Exclusive = own.Exclusive | mask },
            (true, false) => own with { Shared = own.Shared | mask },
            (false, true) => own with { Exclusive = own.Exclusive & ~mask },
            (false, false) => own with { Shared = own.Shared & ~mask },
        };
        return true;
    }

    /// <summary>A connection lets go; true when it was the last and the memory is freed.</summary>
    public bool Unmap(object who)
    {
        if (!_users.Remove(who) || _users.Count > 0) return false;
        foreach (var region in _regions) NativeMemory.Free((void*)region);
        _regions.Clear();
        return true;
    }

    private readonly record struct ShmHold(int Shared, int Exclusive);
}
