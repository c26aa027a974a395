namespace RatingDevice.Collector.Rollups;

/// <summary>
/// What one entry adds to the rollups. A function of that entry alone, so the sum is the same in any order:
/// an invitation counts one rating however often the customer changes the mind.
/// </summary>
internal static class Tally
{
    public const string Invited = "invited", Rated = "rated", Unrated = "unrated", Stray = "stray";

    /// <summary>Prefix of the measures that count levels.</summary>
    public const string LevelPrefix = "level:";

    /// <summary>The measure that counts a level.</summary>
    public static string Of(LevelCode level) => LevelPrefix + level.ToString();

    /// <summary>True for what entries change; every other measure is derived from a whole day.</summary>
    public static bool Counts(string measure) => measure is Invited or Rated or Unrated or Stray
        || measure.StartsWith(LevelPrefix, StringComparison.Ordinal);

    /// <summary>The cells one entry changes, with how much to add.</summary>
    public static IEnumerable<RollupCell> Deltas(CounterEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Invited:
                yield return Cell(e, Invited, 1);
                break;
            case EventKind.Unrated:
                yield return Cell(e, Unrated, 1);
                break;
            case EventKind.Stray:
                yield return Cell(e, Stray, e.Count);
                break;
            case EventKind.Rated:
                yield return e.Was is { } was ? Cell(e, Of(was), -1) : Cell(e, Rated, 1);
                if (e.Level is { } level) yield return Cell(e, Of(level), 1);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(e), e.Kind, "not a kind of event");
        }
    }

    private static RollupCell Cell(CounterEvent e, string measure, long count) =>
        new(e.Slot, e.Post, e.Teller, measure, count);
}
