using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingDevice.Collector.Rollups;

/// <summary>What a level is called and what it is worth.</summary>
/// <param name="Code">As devices send it; stable for ever.</param>
/// <param name="Zh">Chinese label.</param>
/// <param name="En">English label.</param>
/// <param name="Weight">Worth in the satisfaction index, 0 to 100.</param>
/// <param name="Satisfied">True where it counts as satisfied.</param>
internal sealed record LevelMeaning(LevelCode Code, string Zh, string En, decimal Weight, bool Satisfied)
{
    /// <summary>What counts it.</summary>
    public string Measure { get; } = Tally.Of(Code);

    /// <summary>What counts its flagged ratings.</summary>
    public string FlaggedMeasure { get; } = Measures.FlaggedLevelPrefix + Code;
}

/// <summary>
/// The file as it stands on disk; the sentences in it are for people and stamped by the hash.
/// </summary>
internal sealed record DefinitionFile(
    string Id, DateOnly ValidFrom, string AnswerRate, string SatisfactionRate, string SatisfactionIndex,
    string Rounding, string CountedIn, int WindowMs, int GraceMs, IReadOnlyList<LevelText> Levels,
    string? RatingRate = null, string? Interval = null, string? Ranks = null, string? NonResponse = null,
    string? Validity = null, string? WaitingTime = null, int MinimumN = 0, Targets? Targets = null,
    WaitingRules? Waiting = null, FlagRules? Flags = null)
{
    internal IReadOnlyDictionary<string, string> Sentences() => new[]
    {
        ("answerRate", AnswerRate), ("ratingRate", RatingRate), ("satisfactionRate", SatisfactionRate),
        ("satisfactionIndex", SatisfactionIndex), ("rounding", Rounding), ("countedIn", CountedIn),
        ("interval", Interval), ("ranks", Ranks), ("nonResponse", NonResponse), ("validity", Validity),
        ("waitingTime", WaitingTime),
    }.Where(s => s.Item2 is not null).ToDictionary(s => s.Item1, s => s.Item2!);
}

/// <summary>A level as it stands in the file.</summary>
internal sealed record LevelText(string Code, string Zh, string En, decimal Weight, bool Satisfied)
{
    internal LevelMeaning Parse() => LevelCode.TryParse(Code, out var code)
        ? new LevelMeaning(code, Zh, En, Weight, Satisfied)
        : throw new JsonException($"'{Code}' is not a level code");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DefinitionFile))]
internal sealed partial class DefinitionJson : JsonSerializerContext;
