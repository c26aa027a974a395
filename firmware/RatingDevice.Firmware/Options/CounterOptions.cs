using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Options;

/// <summary>What the counter offers and for how long.</summary>
internal sealed class CounterOptions : IValidatableObject
{
    private static readonly LevelOptions[] Usual =
    [
        new() { Code = "very-satisfied", Zh = "非常满意", En = "Very satisfied" },
        new() { Code = "satisfied", Zh = "满意", En = "Satisfied" },
        new() { Code = "fair", Zh = "一般", En = "Fair" },
        new() { Code = "dissatisfied", Zh = "不满意", En = "Dissatisfied" },
    ];

    [Option("How long an invitation stays open.", Unit = "ms"), Range(1_000, 120_000)]
    public int WindowMs { get; set; } = 15_000;

    [Option("How long after a press another key replaces it.", Unit = "ms"), Range(0, 15_000)]
    public int GraceMs { get; set; } = 3_000;

    [Option("How long thanks is shown; never shorter than the grace time.", Unit = "ms"), Range(200, 10_000)]
    public int ThanksMs { get; set; } = 2_000;

    [Option("How long a key must have been still before a press counts.", Unit = "ms"), Range(0, 200)]
    public int DebounceMs { get; set; } = 30;

    [Option("A key down for longer is stuck: a fault, and its presses do not count until it is let go.",
        Unit = "ms"), Range(5_000, 600_000)]
    public int StuckKeyMs { get; set; } = 30_000;

    [Option("The keys from best to worst: code, and the words on the key.", Range = "2 to 6 levels")]
    [Length(Limits.FewestLevels, Limits.MostLevels)]
    public LevelOptions[] Levels { get; set; } = Usual;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var twice in Levels.GroupBy(l => l.Code).Where(g => g.Count() > 1))
            yield return new($"code '{twice.Key}' stands there twice; each needs its own.", ["levels"]);
    }
}

/// <summary>One level of the scale.</summary>
internal sealed class LevelOptions
{
    [Option("Stable code, as entries and figures carry it.", Range = "1 to 32 of a-z, 0-9 and '-'")]
    [Required, RegularExpression("^[a-z0-9-]{1,32}$")]
    public string? Code { get; set; }

    [Option("The words on the key in Chinese.", Range = "1 to 40 characters"), Required, StringLength(40)]
    public string? Zh { get; set; }

    [Option("The words on the key in English.", Range = "1 to 40 characters"), Required, StringLength(40)]
    public string? En { get; set; }
}
