using RatingDevice.Collector.Account;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Verify;

/// <summary>What became of the derived cells.</summary>
/// <param name="Days">Settled days made again.</param>
/// <param name="Waiting">Days that wait to be settled, not checked.</param>
/// <param name="Faults">A sentence a day that does not hold.</param>
internal sealed record DerivedReport(long Days, int Waiting, IReadOnlyList<VerificationFault> Faults)
{
    public bool Ok => Faults.Count == 0;
}

/// <summary>
/// Makes the derived cells of every settled day again from the rows and compares. Days that wait to be
/// settled are left out: what is held of them is known to be old.
/// </summary>
internal static class DerivedCheck
{
    private static readonly MeasureFamily[] Families = Enum.GetValues<MeasureFamily>();

    /// <summary>Checks every settled day.</summary>
    /// <param name="store">Best a snapshot.</param>
    /// <param name="registry">For the outlets' hours.</param>
    /// <param name="definitions">For the limits of the flags.</param>
    public static DerivedReport Run(
        IRatingStore store, BranchRegistry registry, DefinitionBook definitions)
    {
        var marked = store.Dirty(int.MaxValue).Select(d => (d.Outlet, d.Day)).ToHashSet();
        var settled = store.Sums(new(Grain.Day, DateOnly.MinValue, DateOnly.MaxValue, Families))
            .Select(c => (c.Post.Outlet, c.Slot.Day)).Distinct()
            .Where(d => !marked.Contains(d)).ToList();
        return new(settled.Count, marked.Count,
            [.. settled.Where(d => !Holds(store, d.Outlet, d.Day, registry, definitions)).Select(d =>
                new VerificationFault(null, 0,
                    $"figures of {d.Outlet} {d.Day:yyyy-MM-dd} are not what its rows give"))
                .Take(VerificationReport.MostFaults)]);
    }

    private static bool Holds(
        IRatingStore store, OutletId outlet, DateOnly day, BranchRegistry registry,
        DefinitionBook definitions)
    {
        var made = DayCells.Of(
            OutletDay.Read(store, outlet, day, registry.Outlet(outlet)), definitions.On(day));
        var held = store.Sums(new(Grain.Hour, day, day, Families, outlet))
            .Where(c => !Tally.Counts(c.Measure));
        return made.SequenceEqual(held);
    }
}
