using RatingDevice.Collector.Export.Csv;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Export;

/// <summary>What can be exported.</summary>
internal enum ExportWhat
{
    /// <summary>Figures by anything.</summary>
    Figures,

    /// <summary>Figures by teller.</summary>
    Tellers,

    /// <summary>Figures by business day and teller.</summary>
    Daily,

    /// <summary>Every counted rating.</summary>
    Ratings,

    /// <summary>A month of an outlet in one workbook.</summary>
    Bulletin,

    /// <summary>Rating rate and satisfaction against their targets, of a month or quarter.</summary>
    Assessment,

    /// <summary>Waiting time, service time and work by anything.</summary>
    Waiting,
}

/// <summary>How it is written.</summary>
internal enum ExportFormat
{
    /// <summary>Comma-separated, for Excel and programs.</summary>
    Csv,

    /// <summary>A workbook.</summary>
    Xlsx,

    /// <summary>For programs.</summary>
    Json,
}

/// <summary>An export as it was asked for, in an address or on a command line.</summary>
internal sealed record ExportAsk(
    ExportWhat What, ExportFormat Format, FigureQuery Query, CsvEncoding Encoding, Language Language,
    bool Replaced)
{
    /// <summary>What and in which formats.</summary>
    public static IEnumerable<(ExportWhat What, ExportFormat Format)> Offered =>
        from what in Enum.GetValues<ExportWhat>()
        from format in Enum.GetValues<ExportFormat>()
        where what != ExportWhat.Bulletin || format == ExportFormat.Xlsx
        select (what, format);

    /// <summary>
    /// Reads one. Fields: those of a figure query; encoding: utf-8 or gb18030; lang: zh or en; replaced:
    /// include. All but the period may be left out.
    /// </summary>
    /// <returns>Null where something is wrong, with one sentence of what and one of what to do.</returns>
    public static ExportAsk? Read(
        ExportWhat what, ExportFormat format, Func<string, string?> field, DefinitionBook definitions,
        out string wrong, out string @do, bool units = false)
    {
        var by = what switch
        {
            ExportWhat.Assessment => By.Outlet,
            ExportWhat.Waiting when units => By.Outlet, // statements tell waiting of whole outlets only
            ExportWhat.Ratings or ExportWhat.Bulletin => By.Total,
            _ => By.Teller,
        };
        if (FigureQueryText.Read(field, by, definitions, out wrong, out @do, units) is not { } query)
            return null;
        string? Of(string name) => field(name) is { Length: > 0 } text ? text : null;
        CsvEncoding? encoding = Of("encoding")?.ToLowerInvariant() switch
        {
            null or "utf-8" or "utf8" => CsvEncoding.Utf8,
            "gb18030" => CsvEncoding.Gb18030,
            _ => null,
        };
        if (encoding is null)
            (wrong, @do) = ($"encoding '{Short(Of("encoding")!)}' is none", "Write utf-8 or gb18030");
        else if (encoding == CsvEncoding.Gb18030 && format != ExportFormat.Csv)
            (wrong, @do) = ("encoding gb18030 is for CSV", "Leave it out; other formats are Unicode");
        else if (what == ExportWhat.Assessment
            && query.Period.Kind is not (PeriodKind.Month or PeriodKind.Quarter))
            (wrong, @do) = ("an assessment is of a month or a quarter", "Write period as 2026-11 or 2026-Q4");
        else if (what == ExportWhat.Assessment && query.By is not (By.Outlet or By.Teller or By.Unit))
            (wrong, @do) = ($"an assessment is not made by {ByText.Of(query.By)}",
                "Write by as outlet, teller or unit");
        else if (what is not (ExportWhat.Figures or ExportWhat.Assessment or ExportWhat.Waiting)
            && Of("by") is not null && query.By != by)
            (wrong, @do) = ($"{Name(what)} is not made by {Short(Of("by")!)}",
                "Leave by out, or ask for figures");
        else if (what == ExportWhat.Ratings && query.Scope.Type is not null)
            (wrong, @do) = ("ratings do not tell of business types", "Leave type out, or ask for figures");
        else if (what == ExportWhat.Bulletin && query.Period.Kind != PeriodKind.Month)
            (wrong, @do) = ("a bulletin is of one month", "Write period as 2026-11");
        else if (Of("replaced") is { } replaced && (replaced != "include" || what != ExportWhat.Ratings))
            (wrong, @do) = ($"replaced '{Short(replaced)}' is none",
                "Write include, for ratings, or leave it out");
        else if (Lang(Of("lang")) is not { } language)
            (wrong, @do) = ($"lang '{Short(Of("lang")!)}' is none", "Write zh or en");
        else return new(what, format, query, encoding.Value, language, Of("replaced") is not null);
        return null;
    }

    /// <summary>As it stands in an address.</summary>
    public static string Name(ExportWhat what) => what.ToString().ToLowerInvariant();

    /// <summary>As it ends a file's name.</summary>
    public static string Name(ExportFormat format) => format.ToString().ToLowerInvariant();

    private static Language? Lang(string? text) => text?.ToLowerInvariant() switch
    {
        null or "zh" or "zh-cn" => Figures.Language.Zh,
        "en" => Figures.Language.En,
        _ => null,
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
