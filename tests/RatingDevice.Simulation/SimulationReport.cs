using RatingDevice.Simulation.Faults;
using RatingDevice.Simulation.Verdicts;

namespace RatingDevice.Simulation;

/// <summary>What many seeds came to.</summary>
internal sealed class SimulationReport
{
    private readonly SortedDictionary<FaultKind, long> _faults = [];
    private readonly List<SeedResult> _failed = [];

    public int Seeds { get; private set; }

    public long Pressed { get; private set; }

    public long Thanked { get; private set; }

    public long Ratings { get; private set; }

    public long Entries { get; private set; }

    public long Missed { get; private set; }

    public long Crashes { get; private set; }

    public TimeSpan Virtual { get; private set; }

    public IReadOnlyDictionary<FaultKind, long> Faults => _faults;

    /// <summary>Seeds that failed, lowest first.</summary>
    public IReadOnlyList<SeedResult> Failed => [.. _failed.OrderBy(f => f.Seed)];

    public bool Ok => Seeds > 0 && _failed.Count == 0;

    internal void Add(SeedResult result)
    {
        Seeds++;
        Pressed += result.Pressed;
        Thanked += result.Thanked;
        Ratings += result.Stored.Ratings;
        Entries += result.Stored.Entries;
        Missed += result.Stored.Missed;
        Crashes += result.Crashes;
        Virtual += result.Virtual;
        foreach (var (kind, count) in result.Faults) _faults[kind] = _faults.GetValueOrDefault(kind) + count;
        if (!result.Ok && _failed.Count < 100) _failed.Add(result);
    }
}
