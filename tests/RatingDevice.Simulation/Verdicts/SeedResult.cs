using RatingDevice.Simulation.Faults;

namespace RatingDevice.Simulation.Verdicts;

/// <summary>What the collector held at the end.</summary>
internal sealed record StoredCounts(long Entries, long Ratings, long Missed);

/// <summary>How one seed went.</summary>
/// <param name="Hash">Over every event of the run; a replay has the same.</param>
/// <param name="Tail">The last events.</param>
internal sealed record SeedResult(
    int Seed, IReadOnlyList<string> Failures, ulong Hash, IReadOnlyList<string> Tail, long Steps,
    TimeSpan Virtual, int Pressed, int Thanked, StoredCounts Stored,
    IReadOnlyDictionary<FaultKind, int> Faults, int Crashes)
{
    public bool Ok => Failures.Count == 0;
}
