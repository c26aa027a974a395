using System.Text;
using CsvHelper;

namespace RatingDevice.Collector.Export.Csv;

/// <summary>How the characters of a CSV file are written.</summary>
internal enum CsvEncoding
{
    /// <summary>UTF-8 with byte order mark: every Excel since 2007, and every program.</summary>
    Utf8,

    /// <summary>GB 18030, no mark: what older programs of Chinese Windows take a CSV file for.</summary>
    Gb18030,
}

/// <summary>
/// CSV that Excel, also a Chinese one, opens right: UTF-8 with byte order mark, CRLF, commas, no "sep=" line,
/// and no text cell that a spreadsheet would run as a formula. Numbers are plain; nothing to divide by is an
/// empty cell. Ids stand as they are (0071), since a program reads this file; where Excel would drop the
/// zeros, the column teller_label keeps them in front of the name.
/// </summary>
internal static class ExcelCsv
{
    private static readonly Encoding Chinese =
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    public static CsvWriter Open(Stream to, bool withMark = true) =>
        CsvWriter.Create(to, Options with { WriteByteOrderMark = withMark }, leaveOpen: true);

    /// <summary>
    /// A stream that takes UTF-8 and passes it on in GB 18030; the inner one stays open. GB 18030 has every
    /// character there is; half of a surrogate pair, which is none, is U+FFFD in both.
    /// </summary>
    public static Stream Gb18030(Stream to) =>
        Encoding.CreateTranscodingStream(to, Chinese, Encoding.UTF8, leaveOpen: true);
}
