using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Assessment;

/// <summary>Rating rate and satisfaction of outlets against their targets, of a month or quarter.</summary>
/// <param name="Sheet">The figures.</param>
/// <param name="Lines">Those of this sheet, the worst first.</param>
internal sealed record AssessmentModel(FigureSheet Sheet, IReadOnlyList<FigureLine> Lines)
{
    /// <summary>The pair: each with what it is of, its interval and what can be said.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "rating_rate_percent", "rating_rate_n", "rating_rate_low_percent", "rating_rate_high_percent",
        "rating_rate_target_percent", "rating_rate_verdict", "satisfaction_rate_percent",
        "satisfaction_rate_n", "satisfaction_rate_low_percent", "satisfaction_rate_high_percent",
        "satisfaction_rate_target_percent", "satisfaction_rate_verdict",
    ];

    /// <summary>A month or the quarter of it; another period is widened to its month.</summary>
    public static AssessmentModel? Ask(PageFrame frame, PageSource source)
    {
        var sheet = source.Figures.Ask(
            new(frame.Ask.Scope, Judged(frame.Ask.Period), By.Outlet, frame.Ask.Definition));
        var worst = sheet.Lines
            .OrderByDescending(l => Reached(l, Verdict.NotMet))
            .ThenByDescending(l => Reached(l, Verdict.CannotBeSaid))
            .ThenBy(l => l.Rates.Satisfaction.Percent ?? 100).ThenBy(l => l.Key);
        return new(sheet, frame.Sheet(worst));
    }

    /// <summary>How many of the outlets have such a pair of verdicts.</summary>
    public int Count(Verdict rating, Verdict satisfaction) => Sheet.Lines.Count(l =>
        l.Rates.RatingVerdict == rating && l.Rates.SatisfactionVerdict == satisfaction);

    /// <summary>Targets that are not set, by definition: which of the two.</summary>
    public IEnumerable<(string Definition, Words Of)> Absent => Sheet.Definitions.SelectMany(d => new[]
    {
        (d.Id, AssessmentWords.Rating, d.Targets.RatingRate),
        (d.Id, AssessmentWords.Satisfaction, d.Targets.SatisfactionRate),
    }).Where(t => t.Item3 is null).Select(t => (t.Id, t.Item2));

    /// <summary>Where each format lies.</summary>
    public static IEnumerable<(string Name, string Address)> Files(PageFrame frame)
    {
        var ask = (frame.Ask with { Period = Judged(frame.Ask.Period), Sort = null, Sheet = 1 }).Address();
        var lang = frame.Language == Language.En ? "en" : "zh";
        return from lines in new[] { By.Outlet, By.Unit }
               from format in Enum.GetValues<ExportFormat>()
               select ($"{Titles.Of(lines).In(frame.Language)} {format.ToString().ToUpperInvariant()}",
                   $"/api/v1/exports/assessment.{ExportAsk.Name(format)}?{ask}"
                       + $"&by={ByText.Of(lines)}&lang={lang}");
    }

    private static Period Judged(Period asked) => asked.Kind is PeriodKind.Month or PeriodKind.Quarter
        ? asked : Period.Month(asked.From);

    private static int Reached(FigureLine line, Verdict verdict) =>
        (line.Rates.RatingVerdict == verdict ? 1 : 0) + (line.Rates.SatisfactionVerdict == verdict ? 1 : 0);
}

/// <summary>Words of the page.</summary>
internal static class AssessmentWords
{
    public static readonly Words
        Lead = new(
            "评价率与满意率各对目标：区间全在目标之上为达标，全在其下为未达标，其余不能断定。最差者在前。",
            "Rating rate and satisfaction, each against its target: met where the whole interval lies above "
                + "it, not met where it lies below, else it cannot be said. The worst first."),
        Pair = new("两项合看", "The pair"),
        Rating = new("评价率", "Rating rate"),
        Satisfaction = new("满意率", "Satisfaction rate"),
        NoTarget = new(
            "口径 {0} 未规定{1}的目标，故该项结论一律为“无目标”；本行可在自有口径文件中规定。",
            "The definition {0} sets no target for the {1}, so its verdict is \"no target\" for everyone; a "
                + "definition of the bank's own may set one."),
        Files = new("下载", "Download");
}
