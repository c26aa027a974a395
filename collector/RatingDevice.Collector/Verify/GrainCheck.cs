using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Verify;

/// <summary>
/// Holds the cells of days against those of their hours, and months against their days; derived cells as
/// well. Reads both in order and keeps one day or month at a time.
/// </summary>
internal static class GrainCheck
{
    /// <summary>What is too little (or, below 0, too much) in the cells of days and months.</summary>
    public static IEnumerable<(Grain Grain, RollupCell Off)> Run(IRatingStore store) =>
        Run(store, Grain.Hour, Grain.Day).Concat(Run(store, Grain.Day, Grain.Month));

    private static IEnumerable<(Grain, RollupCell)> Run(IRatingStore store, Grain fine, Grain coarse)
    {
        using var sums = All(store, coarse).GetEnumerator();
        using var parts = All(store, fine).GetEnumerator();
        var (sum, part) = (sums.MoveNext(), parts.MoveNext());
        while (sum || part)
        {
            var slot = First(sum ? sums.Current.Slot : null, part ? SlotOf(parts.Current) : null);
            var off = new RollupSums();
            for (; part && SlotOf(parts.Current) == slot; part = parts.MoveNext())
                off.Add(parts.Current with { Slot = slot });
            for (; sum && sums.Current.Slot == slot; sum = sums.MoveNext())
                off.Add(sums.Current with { Count = -sums.Current.Count });
            foreach (var cell in off.Cells()) yield return (coarse, cell);
        }

        HourSlot SlotOf(RollupCell cell) => SumQuery.Slot(cell.Slot, coarse);
    }

    private static HourSlot First(HourSlot? a, HourSlot? b) =>
        a is { } one && b is { } other ? (one.Day <= other.Day ? one : other) : a ?? b!.Value;

    private static IEnumerable<RollupCell> All(IRatingStore store, Grain grain) => store.Sums(
        new(grain, DateOnly.MinValue, DateOnly.MaxValue, Enum.GetValues<MeasureFamily>()));
}
