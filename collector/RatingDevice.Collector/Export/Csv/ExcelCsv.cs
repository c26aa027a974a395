using System.Globalization;
using System.Text;
using CsvHelper;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Export.Csv;

/// <summary>
/// CSV that Excel, also a Chinese one, opens right: UTF-8 with byte order mark, CRLF, commas, no "sep=" line,
/// and no text cell that a spreadsheet would run as a formula. Numbers are plain; nothing to divide by is an
/// empty cell. Ids stand as they are (0071), since a program reads this file; where Excel would drop the
/// zeros, the column teller_label keeps them in front of the name.
/// </summary>
internal static class ExcelCsv
{
    /// <summary>
    /// Version of the columns. Columns are only ever added, at the end, with a new version.
    /// </summary>
    public const int Schema = 1;

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
    /// A stream that takes UTF-8 and passes it on in GB 18030; the inner one stays open. It has every
    /// character there is; half of a surrogate pair, which is none, is a question mark in it.
    /// </summary>
    public static Stream Gb18030(Stream to) =>
        Encoding.CreateTranscodingStream(to, Chinese, Encoding.UTF8, leaveOpen: true);

    public static void WriteHeader(CsvWriter csv, IEnumerable<string> columns)
    {
        foreach (var column in columns) csv.WriteField(column);
    }

    /// <summary>A percentage or index with exactly two decimals; empty for none.</summary>
    public static void WriteRate(CsvWriter csv, decimal? rate) => csv.WriteField(rate, "0.00");

    /// <summary>"0071 张三": text to every spreadsheet, leading zeros and all.</summary>
    public static string Label(TellerId? teller, string? name) => teller is null ? "(unattributed)"
        : name is null ? $"{teller} (unknown)"
        : $"{teller} {name}";

    /// <summary>A digest as text that cannot begin with a minus sign.</summary>
    public static string Hash(Digest digest) => $"sha256-{digest}";

    /// <summary>UTC to the millisecond.</summary>
    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>How the characters of a CSV file are written.</summary>
internal enum CsvEncoding
{
    /// <summary>UTF-8 with byte order mark: every Excel since 2007, and every program.</summary>
    Utf8,

    /// <summary>GB 18030, no mark: what older programs of Chinese Windows take a CSV file for.</summary>
    Gb18030,
}
