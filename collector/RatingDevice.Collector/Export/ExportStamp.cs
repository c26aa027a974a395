using System.Globalization;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Export;

/// <summary>
/// What an export says of itself: the question, the definitions and the program. No time of making: the same
/// entries and definition give the same bytes.
/// </summary>
/// <param name="Query">What was asked.</param>
/// <param name="Zones">Time zones of the outlets in it.</param>
/// <param name="Definitions">What its figures mean, in order of their validity.</param>
/// <param name="Feed">"none", "partial" or "all"; null where no sheet tells.</param>
/// <param name="FeedDays">Outlet-days the feed told of.</param>
/// <param name="ActiveDays">Outlet-days on which anything happened.</param>
internal sealed record ExportStamp(
    FigureQuery Query, IReadOnlyList<string> Zones, IReadOnlyList<Definition> Definitions,
    string? Feed = null, long? FeedDays = null, long? ActiveDays = null)
{
    private static readonly Column[] Columns =
    [
        new("item", ColumnKind.Text, new("项目", "Item"), new("", "")),
        new("value", ColumnKind.Text, new("内容", "Value"), new("", "")),
    ];

    /// <summary>Version of the program.</summary>
    public static string Program { get; } =
        $"rating-collector {typeof(ExportStamp).Assembly.GetName().Version!.ToString(3)}";

    public static ExportStamp Of(FigureSheet sheet, IReadOnlyList<string>? zones = null) => new(
        sheet.Query, zones ?? [.. sheet.Lines.Select(l => l.Names.Zone).OfType<string>().Distinct().Order()],
        sheet.Definitions, sheet.Total.Counts.Feed.Name, sheet.Total.Counts.Feed.Fed,
        sheet.Total.Counts.Feed.Active);

    /// <summary>All of it as a table of two columns.</summary>
    public Table Sheet()
    {
        var rows = Asked().Concat(Definitions.SelectMany(Meaning)).ToList();
        return new("definition", new("口径", "Definition"), 1, Columns, rows.Select(r =>
            new[] { CellValue.Of(r.Item), CellValue.Of(r.Value) }), rows.Count);
    }

    private IEnumerable<(string Item, string? Value)> Asked()
    {
        yield return ("program", Program);
        yield return ("period", Query.Period.ToString());
        yield return ("from", Day(Query.Period.From));
        yield return ("to", Day(Query.Period.To));
        yield return ("by", ByText.Of(Query.By));
        yield return ("zones", string.Join(", ", Zones));
        if (Query.Scope.Outlet is { } outlet) yield return ("outlet", outlet.ToString());
        if (Query.Scope.Counter is { } counter) yield return ("counter", counter.ToString());
        if (Query.Scope.Teller is { } teller) yield return ("teller", teller.ToString());
        if (Query.Scope.Type is { } type) yield return ("type", type.ToString());
        if (Query.Scope.Unit is { } unit) yield return ("unit", unit.ToString());
        if (Feed is null) yield break;
        yield return ("feed", Feed);
        yield return ("feedDays", Text(FeedDays));
        yield return ("activeDays", Text(ActiveDays));
    }

    private static IEnumerable<(string Item, string? Value)> Meaning(Definition d)
    {
        yield return ("definition", d.Id);
        yield return ("hash", $"sha256-{d.Hash}");
        yield return ("validFrom", Day(d.ValidFrom));
        foreach (var level in d.Levels)
        {
            var counts = level.Satisfied ? "satisfied" : "not satisfied";
            yield return ($"level {level.Code}", string.Create(CultureInfo.InvariantCulture,
                $"{level.Zh}; {level.En}; {level.Weight}; {counts}"));
        }

        foreach (var (name, sentence) in d.Sentences) yield return (name, sentence);
        yield return ("windowMs", Text((long)d.Window.TotalMilliseconds));
        yield return ("graceMs", Text((long)d.Grace.TotalMilliseconds));
        yield return ("minimumN", Text(d.MinimumN));
        yield return ("answerRateTarget", Target(d.Targets.AnswerRate));
        yield return ("ratingRateTarget", Target(d.Targets.RatingRate));
        yield return ("satisfactionRateTarget", Target(d.Targets.SatisfactionRate));
        yield return ("waitingLimitMinutes", Text(d.Waiting.LimitMinutes));
        yield return ("waitingBandMinutes", string.Join(", ", d.Waiting.BandMinutes));
    }

    /// <summary>A target that is not set is said: an empty cell may as well be a fault.</summary>
    private static string Target(decimal? percent) => Text(percent) ?? "none set";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(IFormattable? number) =>
        number?.ToString(null, CultureInfo.InvariantCulture);
}
