using RatingDevice.Collector.Export.Csv;
using RatingDevice.Collector.Export.Json;
using RatingDevice.Collector.Export.OpenXml;

namespace RatingDevice.Collector.Export;

/// <summary>An export ready to be written.</summary>
/// <param name="Ask">What was asked.</param>
/// <param name="FileName">Says outlet, period, zone and what the lines are.</param>
/// <param name="Tables">Read while it is written; one, but for a bulletin.</param>
/// <param name="Stamp">What it says of itself.</param>
internal sealed record ExportFile(
    ExportAsk Ask, string FileName, IReadOnlyList<Table> Tables, ExportStamp Stamp)
{
    public string ContentType => Ask.Format switch
    {
        ExportFormat.Xlsx => WorkbookFile.ContentType,
        ExportFormat.Json => FigureJson.ContentType,
        _ => $"text/csv; charset={(Ask.Encoding == CsvEncoding.Utf8 ? "utf-8" : "gb18030")}; header=present",
    };

    /// <summary>Rows of all tables; null where only reading tells.</summary>
    public long? Count => Tables.Aggregate((long?)0, (sum, t) => sum + t.Count);

    /// <summary>The same, and told after each row how many of its table there were.</summary>
    public ExportFile Watched(Action<long> rowRead) =>
        this with { Tables = [.. Tables.Select(t => t.Watched(rowRead))] };

    /// <summary>Writes it front to back; the stream stays open.</summary>
    public Task WriteAsync(Stream to, CancellationToken stop) => Ask.Format switch
    {
        ExportFormat.Xlsx => WorkbookAsync(to, stop),
        ExportFormat.Json => TableJson.WriteAsync(to, Tables[0], Stamp, stop),
        _ => TableCsv.WriteAsync(to, Tables[0], Ask.Encoding, stop),
    };

    private async Task WorkbookAsync(Stream to, CancellationToken stop)
    {
        using var book = new WorkbookFile(to, Ask.Language);
        foreach (var table in Tables) await book.AddAsync(table, stop);
        await book.AddAsync(DataDictionary.Of(Tables, Ask.Language), stop);
        await book.AddAsync(Stamp.Sheet(), stop);
        await book.FinishAsync(stop);
    }
}
