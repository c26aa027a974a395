using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Figures;

/// <summary>How much of some outlet-days the served feed told of.</summary>
/// <param name="Fed">Outlet-days it told of.</param>
/// <param name="Active">Outlet-days on which anything happened.</param>
internal readonly record struct FeedDays(long Fed, long Active)
{
    /// <summary>"none", "partial" (some of the active days) or "all".</summary>
    public string Name => Fed == 0 ? "none" : Fed < Active ? "partial" : "all";

    public static FeedDays Of(IReadOnlyDictionary<string, long> sums) =>
        new(sums.GetValueOrDefault(Measures.FeedDay), sums.GetValueOrDefault(Measures.ActiveDay));

    public static FeedDays operator +(FeedDays one, FeedDays other) =>
        new(one.Fed + other.Fed, one.Active + other.Active);
}
