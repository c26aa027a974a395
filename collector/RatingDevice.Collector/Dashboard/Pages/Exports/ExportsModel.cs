using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Exports;

/// <summary>A file that can be fetched, in some formats.</summary>
internal sealed record ExportLink(
    Words Name, Words Note, IReadOnlyList<(string Format, string Address)> Formats);

/// <summary>Every export, with period and outlet of the page.</summary>
internal sealed record ExportsModel(IReadOnlyList<ExportLink> Links, IReadOnlyList<ExportShape> UnderWay)
{
    private static readonly Dictionary<ExportWhat, (Words Name, Words Note)> Said = new()
    {
        [ExportWhat.Figures] = (ExportWords.Days, ExportWords.DaysNote),
        [ExportWhat.Assessment] = (ExportWords.Assessment, ExportWords.AssessmentNote),
        [ExportWhat.Tellers] = (ExportWords.Tellers, ExportWords.TellersNote),
        [ExportWhat.Daily] = (ExportWords.Daily, ExportWords.DailyNote),
        [ExportWhat.Ratings] = (ExportWords.Ratings, ExportWords.RatingsNote),
        [ExportWhat.Waiting] = (ExportWords.Waiting, ExportWords.WaitingNote),
        [ExportWhat.Bulletin] = (ExportWords.Bulletin, ExportWords.BulletinNote),
    };

    public static ExportsModel Ask(PageFrame frame, PageSource source)
    {
        var same = (frame.Ask with { Sort = null }).Address();
        var lang = $"&lang={(frame.Language == Language.En ? "en" : "zh")}";
        var offered = ExportAsk.Offered.ToLookup(o => o.What, o => o.Format);
        var links = Said
            .Where(s => Offers(frame, s.Key))
            .Select(s => new ExportLink(s.Value.Name, s.Value.Note,
            [
                .. offered[s.Key].SelectMany(f => Formats(s.Key, f, same + lang
                    + (s.Key == ExportWhat.Figures ? "&by=day" : ""))),
            ]));
        return new(
        [
            .. links,
            .. frame.Tree is not null ? Array.Empty<ExportLink>() :
            [
                new(ExportWords.Replaced, ExportWords.ReplacedNote,
                    [("CSV", $"/api/v1/exports/ratings.csv?{same}&replaced=include")]),
            ],
        ], source.Exports);
    }

    // head office has no single ratings, and no outlet's journals
    private static bool Offers(PageFrame frame, ExportWhat what) => what switch
    {
        ExportWhat.Bulletin => frame.Tree is null && frame.Ask.Period.Kind == PeriodKind.Month,
        ExportWhat.Assessment => frame.Ask.Period.Kind is PeriodKind.Month or PeriodKind.Quarter,
        ExportWhat.Ratings => frame.Tree is null,
        _ => true,
    };

    private static IEnumerable<(string Format, string Address)> Formats(
        ExportWhat what, ExportFormat format, string query)
    {
        var address = $"/api/v1/exports/{ExportAsk.Name(what)}.{ExportAsk.Name(format)}?{query}";
        yield return (format.ToString().ToUpperInvariant(), address);
        if (format == ExportFormat.Csv) yield return ("CSV GB18030", address + "&encoding=gb18030");
    }
}
