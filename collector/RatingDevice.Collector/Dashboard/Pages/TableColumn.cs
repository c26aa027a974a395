using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>How a column of a table looks.</summary>
internal enum ColumnLook
{
    /// <summary>The figure as it is.</summary>
    Plain,

    /// <summary>The figure the line is judged by.</summary>
    Main,

    /// <summary>The interval, drawn and in numbers.</summary>
    Interval,

    /// <summary>A word with a colour beside it.</summary>
    Verdict,

    /// <summary>Ratings a level, drawn and in numbers.</summary>
    Levels,

    /// <summary>Marked where it may be chance.</summary>
    Change,

    /// <summary>Two figures, from and to.</summary>
    Bounds,
}

/// <summary>A column of a table on a page; every figure is a column of all outputs.</summary>
/// <param name="Figure">What it shows.</param>
/// <param name="Heading">Where the column's own heading does not fit.</param>
/// <param name="Look">How.</param>
/// <param name="SortsBy">Where something else sorts better.</param>
internal sealed record TableColumn(
    Column<FigureRow> Figure, Words? Heading = null, ColumnLook Look = ColumnLook.Plain,
    Column<FigureRow>? SortsBy = null)
{
    /// <summary>In the address; a minus before it turns the order round.</summary>
    public string Name => Figure.Name;

    public Words Title => Heading ?? Figure.Heading;

    /// <summary>True where the first click shows the greatest first.</summary>
    public bool Falling => Figure.Kind is not ColumnKind.Text;

    /// <summary>The columns that stand beside every name.</summary>
    public static IReadOnlyList<TableColumn> Usual { get; } =
    [
        new(Of("rank"), SortsBy: Of("rank_first")),
        new(Of("satisfaction_rate_percent"), Look: ColumnLook.Main),
        new(Of("satisfaction_rate_low_percent"), FigureWords.Interval, ColumnLook.Interval),
        new(Of("satisfaction_rate_verdict"), FigureWords.Verdict, ColumnLook.Verdict),
        new(Of("change_points"), FigureWords.Change, ColumnLook.Change),
        new(Of("satisfaction_index")),
        new(Of("satisfied"), FigureWords.Levels, ColumnLook.Levels),
        new(Of("rated")), new(Of("invited")), new(Of("answer_rate_percent")),
        new(Of("served")), new(Of("rating_rate_percent")),
        new(Of("all_answered_low_percent"), FigureWords.Bounds, ColumnLook.Bounds),
        new(Of("unrated")), new(Of("never_asked")), new(Of("device_down")), new(Of("flagged")),
        new(Of("unflagged_satisfaction_rate_percent")), new(Of("stray")), new(Of("coverage_percent")),
    ];

    /// <summary>What a line is compared by; null stands last.</summary>
    public IComparable? Key(FigureRow row) => (SortsBy ?? Figure).Value(row) switch
    {
        { Kind: CellKind.Whole or CellKind.Day, Whole: var whole } => (decimal)whole,
        { Kind: CellKind.Number, Number: var number } => number,
        { Kind: CellKind.Text, Text: var text } => text,
        _ => null,
    };

    private static Column<FigureRow> Of(string name) => FigureColumns.Named[name];
}
