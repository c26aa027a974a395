using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export;

/// <summary>What an export writes, whatever its format.</summary>
/// <param name="Name">For example "ratings"; names files and JSON.</param>
/// <param name="Title">For people, at most 25 characters: the name of a spreadsheet's sheet.</param>
/// <param name="Schema">Version of the columns.</param>
/// <param name="Columns">What its cells mean.</param>
/// <param name="Rows">Read once, row by row; the array is the same one each time.</param>
/// <param name="Count">How many rows; null where only reading tells.</param>
internal sealed record Table(
    string Name, Words Title, int Schema, IReadOnlyList<Column> Columns, IEnumerable<CellValue[]> Rows,
    long? Count)
{
    /// <summary>All rows together, where the table has such a line; only JSON shows it, since a spreadsheet
    /// would add it in.</summary>
    public CellValue[]? Total { get; private init; }

    public static Table Of<TRow>(
        string name, Words title, int schema, IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows,
        long? count) => new(name, title, schema, columns, Cells(columns, rows), count);

    /// <summary>The lines of a sheet.</summary>
    public static Table Of(FigureSheet sheet, string name = "figures")
    {
        var columns = FigureColumns.Of(sheet);
        var total = new FigureRow(sheet, sheet.Total);
        return Of(name, Titles.Of(sheet.Query.By), FigureColumns.Schema, columns,
            sheet.Lines.Select(l => new FigureRow(sheet, l)), sheet.Lines.Count) with
        {
            Total = [.. columns.Select(c => c.Value(total))],
        };
    }

    /// <summary>The same, and told after each row how many there were.</summary>
    public Table Watched(Action<long> rowRead) => this with { Rows = Watched(Rows, rowRead) };

    private static IEnumerable<CellValue[]> Watched(IEnumerable<CellValue[]> rows, Action<long> rowRead)
    {
        var read = 0L;
        foreach (var row in rows)
        {
            yield return row;
            rowRead(++read);
        }
    }

    private static IEnumerable<CellValue[]> Cells<TRow>(
        IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows)
    {
        Func<TRow, CellValue>[] values = [.. columns.Select(c => c.Value)];
        var cells = new CellValue[values.Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < cells.Length; i++) cells[i] = values[i](row);
            yield return cells;
        }
    }
}

/// <summary>Names of sheets of figures.</summary>
internal static class Titles
{
    public static Words Of(By by) => by switch
    {
        By.Hour => new("按小时", "By hour"),
        By.Day => new("按日", "By day"),
        By.Week => new("按周", "By week"),
        By.Month => new("按月", "By month"),
        By.Teller => new("按柜员", "By teller"),
        By.Counter => new("按柜口", "By counter"),
        By.Outlet => new("按网点", "By outlet"),
        By.Unit => new("按机构", "By unit"),
        By.WeekdayHour => new("按星期与小时", "By weekday and hour"),
        By.DeviceDay => new("按设备与日", "By device and day"),
        _ => new("合计", "Total"),
    };
}
