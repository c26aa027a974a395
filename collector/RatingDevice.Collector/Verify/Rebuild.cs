using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Verify;

/// <summary>Makes the rollups again from the typed rows.</summary>
internal static class Rebuild
{
    /// <summary>The rollups as the typed rows give them, sorted by key.</summary>
    public static IReadOnlyList<RollupCell> Cells(IEnumerable<CounterEvent> events)
    {
        var sums = new RollupSums();
        foreach (var e in events) sums.Add(e);
        return sums.Cells();
    }

    /// <summary>
    /// Brings stored rollups in line with the typed rows in one commit; returns how many cells were off. Only
    /// while nothing else writes.
    /// </summary>
    public static int Repair(IRatingStore store)
    {
        var sums = new RollupSums();
        foreach (var e in store.Events(DateOnly.MinValue, DateOnly.MaxValue)) sums.Add(e);
        foreach (var cell in store.Rollups(DateOnly.MinValue, DateOnly.MaxValue))
            sums.Add(cell with { Count = -cell.Count });
        var off = sums.Cells();
        if (off.Count > 0) store.Commit(new IntakeGroup([], [], [], [], off, []));
        return off.Count;
    }
}
