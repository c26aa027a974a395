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
        var levels = new List<LevelCount>(definition.Levels.Count);
        foreach (var meaning in definition.Levels)
            levels.Add(new(meaning.Code, meaning, sums.GetValueOrDefault(prefix + meaning.Code)));
        var known = levels.Count;
        foreach (var (measure, count) in sums)
        {
            if (count == 0 || !measure.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var code = LevelCode.Parse(measure[prefix.Length..]);
            if (!levels.Exists(l => l.Code == code)) levels.Add(new(code, null, count));
        }

        levels.Sort(known, levels.Count - known, Comparer<LevelCount>.Create((a, b) =>
            a.Code.CompareTo(b.Code)));
        return levels;
    }
}
