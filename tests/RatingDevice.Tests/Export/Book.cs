using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace RatingDevice.Tests.Export;

/// <summary>A cell as it stands in a workbook.</summary>
internal sealed record BookCell(string Text, string Type, uint Style);

/// <summary>A workbook read back by the library Office is described with.</summary>
internal sealed class Book
{
    public Dictionary<string, List<BookCell[]>> Sheets { get; } = [];

    public Dictionary<string, Worksheet> Parts { get; } = [];

    /// <param name="bytes">The file.</param>
    /// <param name="valid">False for one that another program wrote: it is read as it is.</param>
    public static Book Read(byte[] bytes, bool valid = true)
    {
        using var stream = new MemoryStream(bytes);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var problems = !valid ? [] : new OpenXmlValidator().Validate(document).Take(5)
            .Select(p => $"{p.Part?.Uri}: {p.Description}").ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems));
        var main = document.WorkbookPart!;
        var shared = main.SharedStringTablePart!.SharedStringTable.Elements<SharedStringItem>()
            .Select(s => s.InnerText).ToArray();
        var book = new Book();
        foreach (var sheet in main.Workbook.Sheets!.Elements<Sheet>())
        {
            var worksheet = ((WorksheetPart)main.GetPartById(sheet.Id!)).Worksheet;
            book.Parts[sheet.Name!] = worksheet;
            book.Sheets[sheet.Name!] =
            [
                .. worksheet.Descendants<Row>().Select(r => Read(r, shared)),
            ];
        }

        return book;
    }

    /// <summary>The rows of a sheet by their headings.</summary>
    public List<Dictionary<string, BookCell>> Rows(string sheet) =>
    [
        .. Sheets[sheet].Skip(1).Select(row => Sheets[sheet][0].Zip(row)
            .ToDictionary(p => p.First.Text, p => p.Second)),
    ];

    // A cell without a name follows the one before it; cells that are left out are empty.
    private static BookCell[] Read(Row row, string[] shared)
    {
        var cells = new List<BookCell>();
        foreach (var cell in row.Elements<Cell>())
        {
            var place = cell.CellReference?.Value is { } name
                ? name.TakeWhile(char.IsAsciiLetter).Aggregate(0, (sum, c) => sum * 26 + c - 'A' + 1) - 1
                : cells.Count;
            while (cells.Count < place) cells.Add(new("", "none", 0));
            cells.Add(Read(cell, shared));
        }

        return [.. cells];
    }

    private static BookCell Read(Cell cell, string[] shared)
    {
        Assert.Null(cell.CellFormula);
        var style = cell.StyleIndex?.Value ?? 0;
        var type = cell.DataType?.Value;
        if (type == CellValues.SharedString)
            return new(shared[int.Parse(cell.CellValue!.Text)], "text", style);
        return type == CellValues.InlineString ? new(cell.InlineString!.InnerText, "text", style)
            : cell.CellValue is { } value ? new(value.Text, "number", style) : new("", "none", style);
    }
}
