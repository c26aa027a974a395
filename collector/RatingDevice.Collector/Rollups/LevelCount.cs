namespace RatingDevice.Collector.Rollups;

/// <summary>How often a level was given.</summary>
/// <param name="Code">As devices sent it.</param>
/// <param name="Meaning">Null for a code outside the definition: counted and listed, without a
/// weight.</param>
/// <param name="Count">How often.</param>
internal sealed record LevelCount(LevelCode Code, LevelMeaning? Meaning, long Count)
{
    /// <summary>Ratings of satisfied levels; a code outside the definition counts as not
    /// satisfied.</summary>
    internal static long Satisfied(IReadOnlyList<LevelCount> levels)
    {
        var sum = 0L;
        foreach (var level in levels)
            if (level.Meaning is { Satisfied: true }) sum += level.Count;
        return sum;
    }

    /// <summary>The definition's levels in its order, then codes outside it.</summary>
    /// <param name="sums">By measure.</param>
    /// <param name="definition">For the levels.</param>
    /// <param name="prefix">Of the measures that count them.</param>
    /// <param name="measure">The measure of a level, with the prefix.</param>
    internal static IReadOnlyList<LevelCount> Of(
        IReadOnlyDictionary<string, long> sums, Definition definition, string prefix,
        Func<LevelMeaning, string> measure)
    {
        var levels = new List<LevelCount>(definition.Levels.Count);
        foreach (var meaning in definition.Levels)
            levels.Add(new(meaning.Code, meaning, sums.GetValueOrDefault(measure(meaning))));
        var known = levels.Count;
        foreach (var (name, count) in sums)
        {
            if (count == 0 || !name.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var code = LevelCode.Parse(name[prefix.Length..]);
            if (!levels.Exists(l => l.Code == code)) levels.Add(new(code, null, count));
        }

        levels.Sort(known, levels.Count - known, Comparer<LevelCount>.Create((a, b) =>
            a.Code.CompareTo(b.Code)));
        return levels;
    }
}
