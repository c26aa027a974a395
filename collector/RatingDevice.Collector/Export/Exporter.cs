using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Export;

/// <summary>Makes exports: the same for HTTP, the command line and the timetable.</summary>
/// <param name="store">A snapshot: an export reads for as long as it is written.</param>
/// <param name="registry">For names and zones.</param>
/// <param name="definitions">What figures mean.</param>
/// <param name="ends">What devices wrote and did not deliver; null where nobody listens to them.</param>
/// <param name="sums">What figures are made of; null: the store.</param>
internal sealed class Exporter(
    IRatingStore store, BranchRegistry registry, DefinitionBook definitions,
    IReadOnlyList<MissingEnd>? ends = null, ISums? sums = null)
{
    private readonly FigureReader _reader = new(sums ?? store, registry, definitions, ends);

    /// <summary>An export ready to be written; reads on while it is.</summary>
    public ExportFile Open(ExportAsk ask) => ask.What switch
    {
        ExportWhat.Ratings => Ratings(ask),
        ExportWhat.Daily => Daily(ask),
        ExportWhat.Bulletin => Bulletin(ask),
        ExportWhat.Waiting => Waiting(ask),
        _ => Figures(ask),
    };

    private ExportFile Figures(ExportAsk ask)
    {
        var sheet = _reader.Ask(ask.Query);
        var name = ExportAsk.Name(ask.What);
        var says = ask.What is ExportWhat.Figures or ExportWhat.Assessment
            ? $"{name}-by-{ByText.Of(ask.Query.By)}" : name;
        return Make(ask, says, ExportStamp.Of(sheet, Zones(ask.Query.Scope)), Table.Of(sheet, name));
    }

    /// <summary>
    /// Day by day, each a sheet of its own: a rank is a rank within the day, and memory holds one day however
    /// long the period.
    /// </summary>
    private ExportFile Daily(ExportAsk ask)
    {
        var query = ask.Query;
        var days = Enumerable.Range(0, query.Period.Days).Select(query.Period.From.AddDays);
        var used = query.Definition is { } id ? [definitions.Find(id)]
            : days.Select(definitions.On).DistinctBy(d => d.Id).ToList();
        var rows = from day in days
                   let sheet = _reader.Ask(query with { Period = Period.Day(day), By = By.Teller })
                   from line in sheet.Lines
                   select new FigureRow(sheet, line);
        return Make(ask, "daily", new(query, Zones(query.Scope), used), Table.Of(
            "daily", new("按日与柜员", "By day and teller"), FigureColumns.Schema, FigureColumns.Of(used),
            rows, null));
    }

    private ExportFile Ratings(ExportAsk ask)
    {
        var query = ask.Query;
        var flags = new RatingFlags(new(store, registry, definitions));
        var rows = new RatingsQuery(store, registry, definitions).Ratings(query, ask.Replaced)
            .Select(r => r with { Flags = flags.Of(r.Event) });
        long? count = ask.Replaced ? null
            : LineSums.Read(sums ?? store, query with { By = By.Total }).Total.GetValueOrDefault(Tally.Rated);
        var used = query.Definition is { } id ? [definitions.Find(id)]
            : Enumerable.Range(0, query.Period.Days).Select(query.Period.From.AddDays)
                .Select(definitions.On).DistinctBy(d => d.Id).ToList();
        return Make(ask, "ratings", new(query, Zones(query.Scope), used), Table.Of(
            "ratings", new("评价明细", "Ratings"), RatingColumns.Schema, RatingColumns.All, rows, count));
    }

    /// <summary>A month: the whole, each outlet, teller, counter, week and day, what it rests on and what it
    /// all means. Without what devices say they still have: that would change with the day of
    /// writing.</summary>
    private ExportFile Bulletin(ExportAsk ask)
    {
        var reader = new FigureReader(sums ?? store, registry, definitions);
        By[] parts = [By.Total, By.Outlet, By.Teller, By.Counter, By.Week, By.Day];
        var sheets = parts.Select(by => reader.Ask(ask.Query with { By = by })).ToList();
        var tables = sheets.Select(s => Table.Of(s, $"bulletin-{ByText.Of(s.Query.By)}"));
        if (ask.Query.Scope.Outlet is { } outlet)
        {
            var rests = RestsOn.Of(store, outlet, ask.Query.Period);
            tables = tables.Append(Table.Of(
                "rests-on", new("依据", "Rests on"), 1, RestsOn.Columns, rests, rests.Count));
            var sealing = BulletinStatements.Of(store, outlet, ask.Query.Period).All.ToList();
            tables = tables.Append(Table.Of(
                "statements", new("封存报表", "Statements"), 1, BulletinStatements.Columns, sealing,
                sealing.Count));
        }

        return Make(
            ask, "bulletin", ExportStamp.Of(sheets[0], Zones(ask.Query.Scope)), [.. tables]);
    }

    private ExportFile Waiting(ExportAsk ask)
    {
        var sheet = new WaitingReader(sums ?? store, registry, definitions).Ask(ask.Query);
        var stamp = new ExportStamp(
            ask.Query, Zones(ask.Query.Scope), sheet.Definitions, sheet.Feed.Name, sheet.Feed.Fed,
            sheet.Feed.Active);
        return Make(ask, $"waiting-by-{ByText.Of(ask.Query.By)}", stamp, Table.Of(
            "waiting", Titles.Of(ask.Query.By), WaitingColumns.Schema, WaitingColumns.Of(sheet),
            sheet.Lines.Select(l => new WaitingRow(sheet, l)), sheet.Lines.Count));
    }

    private ExportFile Make(ExportAsk ask, string what, ExportStamp stamp, params Table[] tables) => new(
        ask, ExportName.Of(what, ask.Query, registry, ExportAsk.Name(ask.Format)), tables, stamp);

    private List<string> Zones(Scope scope) =>
    [
        .. registry.Outlets.Where(o => scope.Outlet is null || o.Id == scope.Outlet)
            .Select(o => o.Rules.Zone.Id).Distinct().Order(StringComparer.Ordinal),
    ];
}
