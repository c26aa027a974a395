using Microsoft.AspNetCore.Components;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>A sheet of figures as a table of lines.</summary>
/// <param name="Sheet">The figures.</param>
/// <param name="Lines">Its lines as sorted.</param>
/// <param name="Columns">The table's, the lines' name first.</param>
/// <param name="Name">What a line is called.</param>
internal sealed record LinesModel(
    FigureSheet Sheet, IReadOnlyList<FigureLine> Lines, IReadOnlyList<TableColumn> Columns,
    Func<PageFrame, FigureLine, RenderFragment> Name)
{
    /// <summary>How many lines there are on all sheets.</summary>
    public int All { get; private init; } = Lines.Count;

    /// <summary>True where they stand by place, the worst first, as nobody asked for another order.</summary>
    public bool IsWorstFirst { get; private init; }

    /// <summary>Where the scale of the intervals begins: the ten below the lowest that says
    /// anything.</summary>
    public decimal ScaleFrom { get; } = decimal.Floor(
        Lines.Where(l => l.Counts.Rated >= l.Definition.MinimumN).Append(Sheet.Total)
            .Min(l => l.Rates.Satisfaction.Low ?? 90m) / 10m) * 10m;

    /// <summary>Which definitions the figures rest on, each with its hash.</summary>
    public string Stamp => Stamps.Of(Sheet);

    /// <summary>At head office a sheet of the lines, the worst first where they have places.</summary>
    public static LinesModel Of(
        PageFrame frame, FigureSheet sheet, TableColumn first,
        Func<PageFrame, FigureLine, RenderFragment> name)
    {
        TableColumn[] columns = [first, .. TableColumn.Usual];
        var worst = frame.Tree is not null && sheet.Lines.Any(l => l.Rank is not null) ? "-rank" : null;
        var lines = LineSort.Of(sheet, columns, frame.Ask.Sort ?? worst);
        return new(sheet, frame.Tree is null ? lines : frame.Sheet(lines), columns, name)
        {
            All = lines.Count, IsWorstFirst = frame.Ask.Sort is null && worst is not null,
        };
    }
}
