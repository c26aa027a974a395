namespace RatingDevice.Collector.Rollups;

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
