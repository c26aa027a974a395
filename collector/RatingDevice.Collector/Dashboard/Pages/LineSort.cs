using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>Sorts lines by what an address says: the name of a column, after a minus the other way
/// round.</summary>
internal static class LineSort
{
    public static IReadOnlyList<FigureLine> Of(
        FigureSheet sheet, IReadOnlyList<TableColumn> columns, string? sort)
    {
        if (columns.FirstOrDefault(c => c.Name == sort?.TrimStart('-')) is not { } column) return sheet.Lines;
        IComparable? Key(FigureLine line) => column.Key(new(sheet, line));
        var known = sheet.Lines.OrderBy(l => Key(l) is null);
        return [.. sort!.StartsWith('-') ? known.ThenByDescending(Key) : known.ThenBy(Key)];
    }

    /// <summary>What the heading's link asks for.</summary>
    public static string Next(TableColumn column, string? sort)
    {
        var (first, second) = column.Falling
            ? ("-" + column.Name, column.Name) : (column.Name, "-" + column.Name);
        return sort == first ? second : first;
    }

    /// <summary>For screen readers.</summary>
    public static string? Aria(TableColumn column, string? sort) =>
        sort?.TrimStart('-') != column.Name ? null : sort.StartsWith('-') ? "descending" : "ascending";
}
