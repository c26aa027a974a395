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
/// <param name="Account">The account of the served; null where no feed told of them.</param>
internal sealed record LineCounts(
    long Invited, long Rated, long Unrated, long Stray, long Flagged, IReadOnlyList<LevelCount> Levels,
    IReadOnlyList<LevelCount> FlaggedLevels, ServedAccount? Account)
{
    /// <summary>True where the feed told of every day on which anything happened.</summary>
    public bool FedThroughout { get; init; } = true;

    /// <summary>Customers who could have been asked, where the feed told of every day: with a day missing
    /// nobody knows how many were never asked.</summary>
    public long? Countable => FedThroughout ? Account?.Countable : null;

    /// <summary>Invitations not closed yet, as far as is held.</summary>
    public long Open => Invited - Rated - Unrated;

    /// <summary>Ratings of satisfied levels; a code outside the definition counts as not satisfied.</summary>
    public long Satisfied => Levels.Where(l => l.Meaning is { Satisfied: true }).Sum(l => l.Count);

    /// <param name="sums">By measure.</param>
    /// <param name="definition">For the levels.</param>
    /// <param name="fed">True where a feed told of the line's customers.</param>
    public static LineCounts Of(
        IReadOnlyDictionary<string, long> sums, Definition definition, bool fed)
    {
        long Sum(string measure) => sums.GetValueOrDefault(measure);
        return new(
            Sum(Tally.Invited), Sum(Tally.Rated), Sum(Tally.Unrated), Sum(Tally.Stray), Sum(Measures.Flagged),
            LevelCount.Of(sums, definition, Tally.LevelPrefix),
            LevelCount.Of(sums, definition, Measures.FlaggedLevelPrefix),
            fed ? ServedAccount.Of(sums) : null);
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
