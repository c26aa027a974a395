using CsvHelper;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export.Csv;

/// <summary>A table as CSV: a row of column names, then the rows.</summary>
internal static class TableCsv
{
    /// <summary>Writes row by row as they are read; the stream stays open.</summary>
    public static async Task WriteAsync(
        Stream to, Table table, CsvEncoding encoding, CancellationToken stop)
    {
        if (encoding == CsvEncoding.Gb18030)
        {
            await using var coded = ExcelCsv.Gb18030(to);
            await WriteRowsAsync(table, ExcelCsv.Open(coded, withMark: false), stop);
        }
        else await WriteRowsAsync(table, ExcelCsv.Open(to), stop);
    }

    private static async Task WriteRowsAsync(Table table, CsvWriter writer, CancellationToken stop)
    {
        await using var csv = writer;
        foreach (var column in table.Columns) csv.WriteField(column.Name);
        await csv.EndRecordAsync(stop);
        foreach (var row in table.Rows)
        {
            foreach (var cell in row) Write(csv, cell);
            await csv.EndRecordAsync(stop);
        }

        await csv.FlushAsync(stop);
    }

    // Numbers are written as numbers: the guard against formulas is for text alone.
    private static void Write(CsvWriter csv, CellValue cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Nothing:
                csv.WriteField((string?)null);
                break;
            case CellKind.Whole:
                csv.WriteField(cell.Whole);
                break;
            case CellKind.Number:
                csv.WriteField(cell.Number);
                break;
            case CellKind.Day:
                csv.WriteField(cell.Day);
                break;
            default:
                csv.WriteField(cell.ToString());
                break;
        }
    }
}
