using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using RatingDevice.Collector.Figures;
using Column = RatingDevice.Collector.Figures.Column;
using SheetColumn = DocumentFormat.OpenXml.Spreadsheet.Column;

namespace RatingDevice.Collector.Export.OpenXml;

/// <summary>One sheet: a heading that stays in view, a filter on every column, then the rows.</summary>
internal sealed class SheetWriter : IDisposable
{
    private readonly OpenXmlWriter _xml;
    private readonly CellWriter _cells;
    private readonly IReadOnlyList<Column> _columns;
    private readonly string[] _styles;
    private readonly Row _row = new();
    private readonly OpenXmlAttribute[] _number = new OpenXmlAttribute[1];
    private int _rows;

    /// <summary>Begins it; the heading is written.</summary>
    public SheetWriter(Stream to, IReadOnlyList<Column> columns, SharedTexts texts, Language language)
    {
        _xml = OpenXmlWriter.Create(to);
        _cells = new(_xml, texts, language);
        _columns = columns;
        _styles = [.. columns.Select(c => CellStyles.Of(c.Kind))];
        _xml.WriteStartDocument(standalone: true);
        _xml.WriteStartElement(new Worksheet());
        _xml.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        }) { WorkbookViewId = 0 }));
        _xml.WriteElement(new Columns(columns.Select((c, i) => new SheetColumn
        {
            Min = (uint)i + 1, Max = (uint)i + 1, Width = Width(c, language), CustomWidth = true,
        })));
        _xml.WriteStartElement(new SheetData());
        StartRow();
        foreach (var column in columns) _cells.Text(column.Heading.In(language), CellStyles.Heading);
        _xml.WriteEndElement();
    }

    public void Write(ReadOnlySpan<Figures.CellValue> row)
    {
        StartRow();
        for (var i = 0; i < row.Length; i++) _cells.Write(row[i], _styles[i]);
        _xml.WriteEndElement();
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.WriteElement(new AutoFilter { Reference = $"A1:{Letters(_columns.Count)}{_rows}" });
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    private void StartRow()
    {
        _number[0] = new("", "r", "", (++_rows).ToString(CultureInfo.InvariantCulture));
        _xml.WriteStartElement(_row, _number);
    }

    private static double Width(Column column, Language language)
    {
        var least = column.Kind switch
        {
            ColumnKind.Instant or ColumnKind.Clock => 24,
            ColumnKind.Hash => 52,
            ColumnKind.Day => 12,
            ColumnKind.Text => 16,
            _ => 9,
        };
        if (column.Name is "meaning" or "value") least = 80;
        // a Chinese character is as wide as two others; the filter's arrow takes three
        return Math.Max(least, column.Heading.In(language).Sum(c => c > 0xFF ? 2 : 1) + 3);
    }

    private static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26) letters = (char)('A' + (column - 1) % 26) + letters;
        return letters;
    }
}
