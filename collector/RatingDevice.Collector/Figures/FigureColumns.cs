using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Figures;

/// <summary>A line where it stands.</summary>
internal sealed record FigureRow(FigureSheet Sheet, FigureLine Line)
{
    public Scope Scope => Sheet.Query.Scope;

    public By By => Sheet.Query.By;

    /// <summary>Business days of the line itself.</summary>
    public Period Days
    {
        get
        {
            var asked = Sheet.Query.Period;
            if (Line.Key.First is not { } first) return asked;
            var own = By switch
            {
                By.Week => Period.Week(first),
                By.Month => Period.Month(first),
                _ => Period.Day(first),
            };
            return own with
            {
                From = own.From < asked.From ? asked.From : own.From,
                To = own.To > asked.To ? asked.To : own.To,
            };
        }
    }
}

/// <summary>
/// The one list of columns of figures: pages, API, CSV, XLSX, JSON and the data dictionary show these, in
/// this order. Columns are only ever added, before the levels, with a new schema version.
/// </summary>
internal static class FigureColumns
{
    /// <summary>Version of the columns; 1 had 23 of them and said "unknown" for "no feed", 2 had no
    /// units, 3 no devices, and told of the feed of all lines together.</summary>
    public const int Schema = 4;

    private static readonly IReadOnlyList<Column<FigureRow>> Old =
    [
        .. WhatColumns.First, .. CountColumns.First, .. RateColumns.First, .. WhatColumns.Stamp,
    ];

    private static readonly IReadOnlyList<Column<FigureRow>> New =
    [
        .. WhatColumns.More, .. ServedColumns.All, .. CountColumns.More, .. RateColumns.More,
        .. CompareColumns.All, .. CoverColumns.All, .. WhatColumns.Units,
        .. WhatColumns.Devices,
    ];

    /// <summary>The columns that are always there by name, for tables that show a few of them.</summary>
    public static IReadOnlyDictionary<string, Column<FigureRow>> Named { get; } =
        Old.Concat(New).ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The columns of a sheet: those of its definitions' levels at the end.</summary>
    public static IReadOnlyList<Column<FigureRow>> Of(FigureSheet sheet) => Of(sheet.Definitions);

    /// <summary>The columns of figures by some definitions, in order of their validity.</summary>
    public static IReadOnlyList<Column<FigureRow>> Of(IReadOnlyList<Definition> definitions)
    {
        var levels = definitions.Reverse().SelectMany(d => d.Levels).DistinctBy(l => l.Code).ToList();
        return [.. Old, CountColumns.Other(levels), .. New, .. levels.Select(CountColumns.Of)];
    }
}
