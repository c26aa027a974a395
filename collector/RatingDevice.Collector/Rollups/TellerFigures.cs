using RatingDevice.Wire;

namespace RatingDevice.Collector.Rollups;

/// <summary>
/// One teller's account over a period. Rates are percentages rounded down to two decimals, so 100.00 is
/// printed only when every single one is in; null where there is nothing to divide by.
/// </summary>
/// <param name="Teller">Null: the unattributed bucket.</param>
/// <param name="Invited">Customers asked.</param>
/// <param name="Rated">Customers who pressed.</param>
/// <param name="Unrated">Invitations that closed without a press.</param>
/// <param name="Stray">Presses outside a window; never ratings.</param>
/// <param name="Levels">Ratings a level: the definition's levels in its order, then codes outside it.</param>
/// <param name="AnswerRate">Rated of invited.</param>
/// <param name="SatisfactionRate">Ratings of satisfied levels of rated; a code outside counts as not
/// satisfied.</param>
/// <param name="SatisfactionIndex">Mean weight, 0 to 100, of the ratings whose level has one.</param>
internal sealed record TellerFigures(
    TellerId? Teller, long Invited, long Rated, long Unrated, long Stray, IReadOnlyList<LevelCount> Levels,
    decimal? AnswerRate, decimal? SatisfactionRate, decimal? SatisfactionIndex)
{
    /// <summary>The account of every teller in some cells, by id; the unattributed bucket last.</summary>
    public static IReadOnlyList<TellerFigures> From(IEnumerable<RollupCell> cells, Definition definition)
    {
        var byTeller = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            var key = cell.Teller?.ToString() ?? "";
            if (!byTeller.TryGetValue(key, out var sums))
                byTeller[key] = sums = new Dictionary<string, long>(StringComparer.Ordinal);
            sums[cell.Measure] = sums.GetValueOrDefault(cell.Measure) + cell.Count;
        }

        return [.. byTeller
            .OrderBy(t => t.Key.Length == 0).ThenBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => Of(t.Key.Length == 0 ? null : TellerId.Parse(t.Key), t.Value, definition))];
    }

    private static TellerFigures Of(TellerId? teller, Dictionary<string, long> sums, Definition definition)
    {
        var levels = LevelCount.Of(sums, definition);
        var (invited, rated) = (sums.GetValueOrDefault(Tally.Invited), sums.GetValueOrDefault(Tally.Rated));
        var satisfied = levels.Where(l => l.Meaning is { Satisfied: true }).Sum(l => l.Count);
        var weighted = levels.Where(l => l.Meaning is not null).ToList();
        return new TellerFigures(
            teller, invited, rated, sums.GetValueOrDefault(Tally.Unrated),
            sums.GetValueOrDefault(Tally.Stray), levels,
            Down(100m * rated, invited),
            Down(100m * satisfied, rated),
            Down(weighted.Sum(l => l.Count * l.Meaning!.Weight), weighted.Sum(l => l.Count)));
    }

    private static decimal? Down(decimal part, long whole) =>
        whole <= 0 ? null : decimal.Floor(100m * part / whole) / 100m;
}

/// <summary>How often a level was given.</summary>
/// <param name="Code">As devices sent it.</param>
/// <param name="Meaning">Null for a code outside the definition: counted and listed, without a
/// weight.</param>
/// <param name="Count">How often.</param>
internal sealed record LevelCount(LevelCode Code, LevelMeaning? Meaning, long Count)
{
    /// <summary>The definition's levels in its order, then codes outside it.</summary>
    internal static IReadOnlyList<LevelCount> Of(
        IReadOnlyDictionary<string, long> sums, Definition definition, string prefix = Tally.LevelPrefix)
    {
        var known = definition.Levels.Select(m =>
            new LevelCount(m.Code, m, sums.GetValueOrDefault(prefix + m.Code)));
        var outside = sums
            .Where(s => s.Value != 0 && s.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(s => LevelCode.Parse(s.Key[prefix.Length..]))
            .Where(c => definition.Levels.All(m => m.Code != c))
            .Order()
            .Select(c => new LevelCount(c, null, sums[prefix + c]));
        return [.. known, .. outside];
    }
}
