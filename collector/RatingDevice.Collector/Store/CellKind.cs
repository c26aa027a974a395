using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store;

/// <summary>
/// Sorts cells in a store's key, so that what is read together lies together: 0 follows entries, the others
/// are derived, one a family.
/// </summary>
internal static class CellKind
{
    public const int Tallied = 0;

    public static IReadOnlyList<int> Derived { get; } =
        [.. Enum.GetValues<MeasureFamily>().Select(f => 1 + (int)f)];

    public static int Of(string measure) =>
        Tally.Counts(measure) ? Tallied : 1 + (int)Measures.Family(measure);

    /// <summary>The kinds that hold what a query asks for.</summary>
    public static IReadOnlyList<int> Of(SumQuery query) =>
    [
        .. query.Families.SelectMany(f => f == MeasureFamily.Figures ? [Tallied, 1] : new[] { 1 + (int)f })
            .Where(kind => kind == Tallied || !query.Tallied),
    ];
}
