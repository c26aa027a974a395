namespace RatingDevice.Simulation.Disk;

/// <summary>SQLite's five lock levels on one file, for connections of one thread.</summary>
internal sealed class SimLocks
{
    public const int None = 0, SharedLevel = 1, Reserved = 2, Pending = 3, Exclusive = 4;
    private readonly Dictionary<object, int> _held = [];

    /// <summary>True when a connection has announced a write.</summary>
    public bool AnyReserved => _held.Values.Any(level => level >= Reserved);

    /// <summary>Raises a connection's lock; false when another one is in the way.</summary>
    public bool TryRaise(object who, int level)
    {
        if (_held.GetValueOrDefault(who) >= level) return true;
        var others = _held.Where(h => h.Key != who).Select(h => h.Value).DefaultIfEmpty(None).Max();
        var free = level switch
        {
            SharedLevel => others < Pending,
            Reserved => others < Reserved,
            _ => others == None,
        };
        if (free) _held[who] = level;
        else if (level == Exclusive && others < Reserved) _held[who] = Pending; // keeps new readers out
        return free;
    }

    /// <summary>Lowers a connection's lock to shared or none.</summary>
    public void Lower(object who, int level)
    {
        if (level == None) _held.Remove(who);
        else if (_held.GetValueOrDefault(who) > level) _held[who] = level;
    }
}
