using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>
/// Sorts cells in their key, so that what is read together lies together: 0 follows entries, the others are
/// derived, one a family.
/// </summary>
internal static class CellKind
{
    public const long Tallied = 0;

    /// <summary>The derived ones, for an IN.</summary>
    public const string Derived = "1, 2, 3";

    public static long Of(string measure) =>
        Tally.Counts(measure) ? Tallied : 1 + (long)Measures.Family(measure);

    /// <summary>The kinds that hold some families, for an IN.</summary>
    public static string Of(IEnumerable<MeasureFamily> families) => string.Join(", ", families
        .SelectMany(f => f == MeasureFamily.Figures ? [Tallied, 1] : new[] { 1 + (long)f }).Distinct());
}
