using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>Levels side by side, each as wide as it was given often.</summary>
internal static class LevelBar
{
    /// <summary>Where each begins, counted in ratings, and its colour.</summary>
    public static IEnumerable<(long At, LevelCount Level, string Tone)> Of(LineCounts counts)
    {
        var at = 0L;
        for (var place = 0; place < counts.Levels.Count; place++)
        {
            var level = counts.Levels[place];
            yield return (at, level, Tone(level.Meaning, place));
            at += level.Count;
        }
    }

    /// <summary>Colour by the definition: green what counts as satisfied, red what is worth 0.</summary>
    public static string Tone(LevelMeaning? meaning, int place) => meaning switch
    {
        null => "other",
        { Satisfied: true } => place == 0 ? "best" : "good",
        { Weight: 0 } => "bad",
        _ => "fair",
    };

    /// <summary>What a level is called; its code where the definition does not have it.</summary>
    public static string Name(LevelCount level, Language language) =>
        (language == Language.En ? level.Meaning?.En : level.Meaning?.Zh) ?? level.Code.ToString();
}
