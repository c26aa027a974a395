using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>How often a level was given.</summary>
internal sealed record LevelShape(
    string Code, string? Zh, string? En, decimal? Weight, bool? Satisfied, long Count);

/// <summary>
/// Figures of a teller, a bucket or an outlet. A rate is null where there is nothing to divide by.
/// </summary>
internal sealed record FigureShape(
    long Invited, long Rated, long Unrated, long Open, long Stray, decimal? AnswerRatePercent,
    decimal? SatisfactionRatePercent, decimal? SatisfactionIndex, IReadOnlyList<LevelShape> Levels)
{
    /// <summary>Of the sums of a line by measure.</summary>
    public static FigureShape Of(Dictionary<string, long> sums, Definition definition)
    {
        var counts = LineCounts.Of(sums, definition, default);
        var rates = LineRates.Of(counts, definition);
        return new(
            counts.Invited, counts.Rated, counts.Unrated, counts.Open, counts.Stray, rates.Answer.Percent,
            rates.Satisfaction.Percent, rates.Index, [.. counts.Levels.Select(Level)]);
    }

    private static LevelShape Level(LevelCount l) => new(
        l.Code.ToString(), l.Meaning?.Zh, l.Meaning?.En, l.Meaning?.Weight, l.Meaning?.Satisfied, l.Count);
}
