using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export.OpenXml;

/// <summary>
/// Writes cells. Ids and names are texts, so leading zeros stay and nothing is run as a formula; days and
/// times are the spreadsheet's own, so they sort and filter as such.
/// </summary>
internal sealed class CellWriter(OpenXmlWriter xml, SharedTexts texts, Language language)
{
    private static readonly long Epoch = new DateTime(1899, 12, 30).Ticks;

    private static readonly Dictionary<string, OpenXmlAttribute[]> Plain =
        Attributes(style => [new("", "s", "", style)]);

    private static readonly Dictionary<string, OpenXmlAttribute[]> Shared =
        Attributes(style => [new("", "s", "", style), new("", "t", "", "s")]);

    private static readonly Dictionary<string, OpenXmlAttribute[]> Own =
        Attributes(style => [new("", "s", "", style), new("", "t", "", "inlineStr")]);

    private readonly Cell _cell = new();
    private readonly DocumentFormat.OpenXml.Spreadsheet.CellValue _value = new();
    private readonly InlineString _inline = new();
    private readonly Text _text = new() { Space = SpaceProcessingModeValues.Preserve };

    public void Write(Figures.CellValue cell, string style)
    {
        switch (cell.Kind)
        {
            case CellKind.Nothing:
                xml.WriteStartElement(_cell, Plain[style]);
                xml.WriteEndElement();
                break;
            case CellKind.Whole:
                Number(cell.Whole.ToString(CultureInfo.InvariantCulture), style);
                break;
            case CellKind.Number:
                Number(cell.Number.ToString(CultureInfo.InvariantCulture), style);
                break;
            case CellKind.Day:
                Number(((cell.Day.ToDateTime(default).Ticks - Epoch) / TimeSpan.TicksPerDay)
                    .ToString(CultureInfo.InvariantCulture), style);
                break;
            case CellKind.Instant or CellKind.Clock:
                Number(((double)(cell.Time.Ticks - Epoch) / TimeSpan.TicksPerDay)
                    .ToString("R", CultureInfo.InvariantCulture), style);
                break;
            default:
                Text(cell.In(language), style);
                break;
        }
    }

    public void Text(string text, string style)
    {
        if (texts.Number(text) is { } number)
        {
            Value(number, Shared[style]);
            return;
        }

        xml.WriteStartElement(_cell, Own[style]);
        xml.WriteStartElement(_inline);
        xml.WriteStartElement(_text);
        xml.WriteString(CellText.Of(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Number(string number, string style) => Value(number, Plain[style]);

    private void Value(string value, OpenXmlAttribute[] attributes)
    {
        xml.WriteStartElement(_cell, attributes);
        xml.WriteStartElement(_value);
        xml.WriteString(value);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static Dictionary<string, OpenXmlAttribute[]> Attributes(
        Func<string, OpenXmlAttribute[]> of) => new[]
    {
        CellStyles.Text, CellStyles.Count, CellStyles.Hundredths, CellStyles.Day, CellStyles.Moment,
        CellStyles.Heading,
    }.ToDictionary(s => s, of, StringComparer.Ordinal);
}
