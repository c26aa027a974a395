using System.Collections.Frozen;
using System.Globalization;

namespace RatingDevice.Collector.Rollups;

/// <summary>
/// Which texts name a measure: a closed list, as who reads figures takes names apart. Levels and rules are
/// any id: another scale or a newer program may have made them.
/// </summary>
internal static class MeasureNames
{
    private static readonly FrozenSet<string> Figures = FrozenSet.Create(
        StringComparer.Ordinal,
        Tally.Invited, Tally.Rated, Tally.Unrated, Tally.Stray, Measures.Served, Measures.ServedRated,
        Measures.ServedUnrated, Measures.NeverAsked, Measures.DeviceDown, Measures.Void,
        Measures.Unexplained, Measures.FeedDay, Measures.ActiveDay, Measures.Entries, Measures.DeviceDay,
        Measures.SilentDay, Measures.Waited, Measures.WaitedSeconds, Measures.Worked, Measures.WorkedSeconds,
        Measures.UnusableTimes, Measures.Flagged);

    private static readonly string[] WithId =
        [Tally.LevelPrefix, Measures.FlagPrefix, Measures.FlaggedLevelPrefix];

    private static readonly string[] WithSeconds =
        [Measures.WaitPrefix, Measures.AskedPrefix, Measures.UnaskedPrefix];

    /// <summary>True for what a teller, or nobody, may have of <see cref="MeasureFamily.Figures"/>.</summary>
    public static bool IsFigure(string measure) => Figures.Contains(measure)
        || WithId.Any(p => Rest(measure, p) is { } id && LevelCode.TryParse(id, out _));

    /// <summary>True for customers by waiting time, in whole seconds.</summary>
    public static bool IsWait(string measure) =>
        WithSeconds.Any(p => Rest(measure, p) is { } seconds && IsWhole(seconds));

    private static string? Rest(string measure, string prefix) =>
        measure.StartsWith(prefix, StringComparison.Ordinal) ? measure[prefix.Length..] : null;

    /// <summary>One way to write each number, so that no two names are the same time.</summary>
    private static bool IsWhole(string seconds) =>
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && seconds == number.ToString(CultureInfo.InvariantCulture);
}
