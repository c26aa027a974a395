using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Figures;

/// <summary>What was counted for one line.</summary>
/// <param name="Invited">Customers asked.</param>
/// <param name="Rated">Customers who pressed.</param>
/// <param name="Unrated">Invitations that closed without a press.</param>
/// <param name="Stray">Presses outside a window; never ratings.</param>
/// <param name="Flagged">Counted ratings that some rule flagged; they stay in all figures but those that say
/// otherwise.</param>
/// <param name="Levels">Ratings a level: the definition's in its order, then codes outside it.</param>
/// <param name="FlaggedLevels">The same of the flagged ratings alone.</param>
/// <param name="Feed">How much of the line's days a feed told of.</param>
/// <param name="Account">The account of the served; null where no feed told of them.</param>
internal sealed record LineCounts(
    long Invited, long Rated, long Unrated, long Stray, long Flagged, IReadOnlyList<LevelCount> Levels,
    IReadOnlyList<LevelCount> FlaggedLevels, FeedDays Feed, ServedAccount? Account)
{
    /// <summary>Invitations not closed yet, as far as is held.</summary>
    public long Open => Invited - Rated - Unrated;

    /// <summary>Ratings of satisfied levels; a code outside the definition counts as not satisfied.</summary>
    public long Satisfied { get; } = LevelCount.Satisfied(Levels);

    /// <summary>Customers who were or might have been asked, where the feed told of every day: only then is
    /// anything known of those who were never asked.</summary>
    public long? Countable => Feed.Name == "all" ? Account?.Countable : null;

    /// <summary>Ratings of a level.</summary>
    public long Of(LevelCode level)
    {
        foreach (var count in Levels)
            if (count.Code == level) return count.Count;
        return 0;
    }

    /// <summary>Satisfied of rated, without the rest.</summary>
    public static Proportion Satisfaction(IReadOnlyDictionary<string, long> sums, Definition definition)
    {
        var satisfied = 0L;
        foreach (var level in definition.Levels)
            if (level.Satisfied) satisfied += sums.GetValueOrDefault(level.Measure);
        return new(satisfied, sums.GetValueOrDefault(Tally.Rated));
    }

    /// <param name="sums">By measure.</param>
    /// <param name="definition">For the levels.</param>
    /// <param name="feed">How much of the line's days a feed told of.</param>
    public static LineCounts Of(
        IReadOnlyDictionary<string, long> sums, Definition definition, FeedDays feed)
    {
        long Sum(string measure) => sums.GetValueOrDefault(measure);
        return new(
            Sum(Tally.Invited), Sum(Tally.Rated), Sum(Tally.Unrated), Sum(Tally.Stray), Sum(Measures.Flagged),
            LevelCount.Of(sums, definition, Tally.LevelPrefix, l => l.Measure),
            LevelCount.Of(sums, definition, Measures.FlaggedLevelPrefix, l => l.FlaggedMeasure),
            feed, feed.Fed > 0 ? ServedAccount.Of(sums) : null);
    }
}

/// <summary>
/// Every customer the feed told of, in exactly one of five: served = rated + unrated + never asked + device
/// down + void.
/// </summary>
/// <param name="Served">All of them.</param>
/// <param name="Rated">Asked, and rated.</param>
/// <param name="Unrated">Asked, and did not.</param>
/// <param name="NeverAsked">The device worked and nobody asked.</param>
/// <param name="DeviceDown">The device did not work.</param>
/// <param name="Void">Withdrawn by the feed with a reason.</param>
/// <param name="Unexplained">Invitations that no served customer explains; not part of the account.</param>
/// <param name="Worked">Customers whose service time is known.</param>
/// <param name="WorkedSeconds">Their service time in all.</param>
internal sealed record ServedAccount(
    long Served, long Rated, long Unrated, long NeverAsked, long DeviceDown, long Void, long Unexplained,
    long Worked, long WorkedSeconds)
{
    /// <summary>Customers who could have been asked to rate: all that were not withdrawn.</summary>
    public long Countable => Served - Void;

    internal static ServedAccount Of(IReadOnlyDictionary<string, long> sums)
    {
        long Sum(string measure) => sums.GetValueOrDefault(measure);
        return new(
            Sum(Measures.Served), Sum(Measures.ServedRated), Sum(Measures.ServedUnrated),
            Sum(Measures.NeverAsked), Sum(Measures.DeviceDown), Sum(Measures.Void), Sum(Measures.Unexplained),
            Sum(Measures.Worked), Sum(Measures.WorkedSeconds));
    }
}
