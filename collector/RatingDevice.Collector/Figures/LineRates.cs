using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Figures;

/// <summary>What follows from the counts of a line by a definition.</summary>
/// <param name="Answer">应答率: rated of invited.</param>
/// <param name="Rating">评价率: served customers who rated, of those served and not withdrawn; null without a
/// feed.</param>
/// <param name="Satisfaction">满意率: ratings of satisfied levels of rated.</param>
/// <param name="Unflagged">The same without the flagged ratings.</param>
/// <param name="Index">满意度: mean weight, 0 to 100, of the ratings whose level has one.</param>
/// <param name="UnflaggedIndex">The same without the flagged ratings.</param>
/// <param name="Bounds">What satisfaction could be had everyone answered.</param>
/// <param name="AnswerVerdict">Answer rate against its target.</param>
/// <param name="RatingVerdict">Rating rate against its target; without a feed it cannot be said.</param>
/// <param name="SatisfactionVerdict">Satisfaction rate against its target.</param>
internal sealed record LineRates(
    Proportion Answer, Proportion? Rating, Proportion Satisfaction, Proportion Unflagged, decimal? Index,
    decimal? UnflaggedIndex, NonResponse? Bounds, Verdict AnswerVerdict, Verdict RatingVerdict,
    Verdict SatisfactionVerdict)
{
    public static LineRates Of(LineCounts counts, Definition definition)
    {
        var unflagged = counts.Flagged == 0 ? counts.Levels
            : Without(counts.Levels, counts.FlaggedLevels);
        var satisfaction = new Proportion(counts.Satisfied, counts.Rated);
        var answer = new Proportion(Math.Min(counts.Rated, counts.Invited), counts.Invited);
        var rating = counts.Account is { } a ? new Proportion(a.Rated, a.Countable) : (Proportion?)null;
        var (targets, least) = (definition.Targets, definition.MinimumN);
        return new(
            answer, rating, satisfaction,
            new(LevelCount.Satisfied(unflagged), unflagged.Sum(l => l.Count)), MeanWeight(counts.Levels),
            MeanWeight(unflagged), NonResponse.Of(counts),
            Verdicts.On(answer, targets.AnswerRate, least),
            rating is { } known ? Verdicts.On(known, targets.RatingRate, least)
                : targets.RatingRate is null ? Verdict.NoTarget : Verdict.CannotBeSaid,
            Verdicts.On(satisfaction, targets.SatisfactionRate, least));
    }

    private static decimal? MeanWeight(IReadOnlyList<LevelCount> levels)
    {
        var (sum, count) = (0m, 0L);
        foreach (var level in levels)
        {
            if (level.Meaning is not { } meaning) continue;
            sum += level.Count * meaning.Weight;
            count += level.Count;
        }

        return Rounding.Down(sum, count);
    }

    private static List<LevelCount> Without(
        IReadOnlyList<LevelCount> all, IReadOnlyList<LevelCount> some)
    {
        var less = some.ToDictionary(s => s.Code, s => s.Count);
        return [.. all.Select(l => l with { Count = l.Count - less.GetValueOrDefault(l.Code) })];
    }
}

/// <summary>
/// Worst and best satisfaction had everyone answered: all who did not, dissatisfied or satisfied. Of the
/// customers served where the feed told of every day; with a day missing nobody knows how many were never
/// asked, and the bounds are of those who were.
/// </summary>
/// <param name="Low">Percent.</param>
/// <param name="High">Percent.</param>
/// <param name="OfServed">True: of served; false: of invited.</param>
internal sealed record NonResponse(decimal? Low, decimal? High, bool OfServed)
{
    internal static NonResponse? Of(LineCounts counts)
    {
        var all = Math.Max(counts.Countable ?? counts.Invited, counts.Rated);
        if (all == 0) return null;
        var silent = all - counts.Rated;
        return new(
            new Proportion(counts.Satisfied, all).Percent,
            new Proportion(counts.Satisfied + silent, all).Percent,
            counts.Countable is not null);
    }
}
