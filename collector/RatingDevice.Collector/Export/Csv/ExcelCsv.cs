using System.Globalization;
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

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    public static CsvWriter Open(Stream to) => CsvWriter.Create(to, Options, leaveOpen: true);

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
