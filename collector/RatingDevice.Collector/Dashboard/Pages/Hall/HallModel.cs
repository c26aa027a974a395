using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Pages.Hall;

/// <summary>An outlet's day so far, with what can be said of it.</summary>
/// <param name="Shape">As the API has it.</param>
/// <param name="Target">Of satisfaction, percent.</param>
/// <param name="Satisfaction">With its interval.</param>
/// <param name="Verdict">Against the target.</param>
internal sealed record HallOutlet(
    OutletShape Shape, decimal? Target, Proportion Satisfaction, Verdict Verdict)
{
    public static HallOutlet Of(OutletShape shape, DefinitionBook definitions)
    {
        var definition = definitions.Find(shape.Definition);
        var satisfaction = new Proportion(
            shape.Figures.Levels.Where(l => l.Satisfied == true).Sum(l => l.Count), shape.Figures.Rated);
        var target = definition.Targets.SatisfactionRate;
        return new(
            shape, target, satisfaction, Verdicts.On(satisfaction, target, definition.MinimumN));
    }
}

/// <summary>What a rating's level is called and how it looks.</summary>
internal sealed record HallRating(EntryShape Entry, LevelShape Level, string Tone, string? Counter);

/// <summary>The picture of the moment as the hall's page shows it.</summary>
internal sealed record HallModel(LiveSnapshot Now, DefinitionBook Definitions)
{
    private const int MostRatings = 12;

    /// <summary>How long a rating of the worst level stands out; it then goes by itself.</summary>
    private static readonly TimeSpan AlertFor = TimeSpan.FromMinutes(15);

    public IReadOnlyList<HallOutlet> Outlets { get; } =
        [.. Now.Outlets.Select(o => HallOutlet.Of(o, Definitions))];

    /// <summary>What the outlets' figures rest on.</summary>
    public IEnumerable<Definition> Used =>
        Now.Outlets.Select(o => o.Definition).Distinct().Select(Definitions.Find);

    /// <summary>The last ratings, newest first: where, not by whom.</summary>
    public IReadOnlyList<HallRating> Last { get; } = [.. Ratings(Now).Take(MostRatings)];

    /// <summary>Somebody should go to these customers now.</summary>
    public IReadOnlyList<HallRating> Alerts { get; } =
        [.. Ratings(Now).Where(r => r.Tone == "bad" && Now.At - r.Entry.At < AlertFor)];

    /// <summary>Colour by the definition: green what counts as satisfied, red what is worth 0.</summary>
    public static string Tone(LevelShape level, int place) => level.Satisfied switch
    {
        true => place == 0 ? "best" : "good",
        false => level.Weight == 0 ? "bad" : "fair",
        null => "other",
    };

    private static IEnumerable<HallRating> Ratings(LiveSnapshot now)
    {
        var counters = now.Devices.ToDictionary(d => d.Device, d => d.CounterName);
        var levels = now.Outlets.SelectMany(o => o.Figures.Levels.Index())
            .DistinctBy(l => l.Item.Code).ToDictionary(l => l.Item.Code);
        return now.Last.Select(e =>
        {
            var code = e.Level ?? "";
            var (place, level) = levels.GetValueOrDefault(
                code, (1, new LevelShape(code, null, null, null, null, 0)));
            return new HallRating(
                e, level, Tone(level, place), counters.GetValueOrDefault(e.Device) ?? e.Counter);
        });
    }
}
