using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export.OpenXml;

/// <summary>How cells look; the numbers are places in the style sheet below.</summary>
internal static class CellStyles
{
    public const string Text = "1", Count = "2", Hundredths = "3", Day = "4", Moment = "5", Heading = "6";

    private const uint DayFormat = 164, MomentFormat = 165;

    /// <summary>The style of a column's cells.</summary>
    public static string Of(ColumnKind kind) => kind switch
    {
        ColumnKind.Count => Count,
        ColumnKind.Percent or ColumnKind.Index or ColumnKind.Seconds => Hundredths,
        ColumnKind.Day => Day,
        ColumnKind.Instant or ColumnKind.Clock => Moment,
        _ => Text,
    };

    public static Stylesheet Sheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy\\-mm\\-dd" },
            new NumberingFormat
            {
                NumberFormatId = MomentFormat, FormatCode = "yyyy\\-mm\\-dd hh:mm:ss.000",
            }),
        new Fonts(Font(), Font(new Bold())),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border(
            new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())),
        new CellStyleFormats(Format(0)),
        new CellFormats(
            Format(0), Format(49), Format(1), Format(2), Format(DayFormat), Format(MomentFormat),
            new CellFormat
            {
                NumberFormatId = 49, FontId = 1, FillId = 0, BorderId = 0, FormatId = 0, ApplyFont = true,
            }));

    private static Font Font(params OpenXmlElement[] how) =>
        new([.. how, new FontSize { Val = 11 }, new FontName { Val = "Calibri" }]);

    private static CellFormat Format(uint number) => new()
    {
        NumberFormatId = number, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0,
        ApplyNumberFormat = number != 0,
    };
}
