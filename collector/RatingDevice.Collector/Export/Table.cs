using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export;

/// <summary>What an export writes, whatever its format.</summary>
/// <param name="Name">For example "ratings"; names files and JSON.</param>
/// <param name="Title">For people, at most 31 characters: the name of a spreadsheet's sheet.</param>
/// <param name="Schema">Version of the columns.</param>
/// <param name="Columns">What its cells mean.</param>
/// <param name="Rows">Read once, row by row; the array is the same one each time.</param>
/// <param name="Count">How many rows; null where only reading tells.</param>
internal sealed record Table(
    string Name, Words Title, int Schema, IReadOnlyList<Column> Columns, IEnumerable<CellValue[]> Rows,
    long? Count)
{
    public static Table Of<TRow>(
        string name, Words title, int schema, IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows,
        long? count) => new(name, title, schema, columns, Cells(columns, rows), count);

    /// <summary>The lines of a sheet.</summary>
    public static Table Of(FigureSheet sheet, string name = "figures") => Of(
        name, new("指标", "Figures"), FigureColumns.Schema, FigureColumns.Of(sheet),
        sheet.Lines.Select(l => new FigureRow(sheet, l)), sheet.Lines.Count);

    private static IEnumerable<CellValue[]> Cells<TRow>(
        IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows)
    {
        var cells = new CellValue[columns.Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < cells.Length; i++) cells[i] = columns[i].Value(row);
            yield return cells;
        }
    }
}
