using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace RatingDevice.Collector.Export.OpenXml;

/// <summary>
/// Texts that are kept once for the whole workbook: the first ones seen. Whoever comes later stands in its
/// own cell, so that memory has a limit.
/// </summary>
internal sealed class SharedTexts
{
    /// <summary>Most texts kept, and the longest of them.</summary>
    private const int Most = 10_000, Longest = 200;

    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>The number of a text; null where it is not kept.</summary>
    public string? Number(string text)
    {
        if (_numbers.TryGetValue(text, out var number)) return number;
        if (_texts.Count == Most || text.Length > Longest) return null;
        number = _texts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _numbers.Add(text, number);
        _texts.Add(text);
        return number;
    }

    public void Write(Stream to)
    {
        using var xml = OpenXmlWriter.Create(to);
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement(new SharedStringTable());
        foreach (var text in _texts)
        {
            xml.WriteElement(new SharedStringItem(
                new Text(CellText.Of(text)) { Space = SpaceProcessingModeValues.Preserve }));
        }

        xml.WriteEndElement();
    }
}
