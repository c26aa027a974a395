using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Export;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Exports, written as they are read.</summary>
/// <param name="source">Whom to ask.</param>
/// <param name="underWay">Told how far each is.</param>
/// <param name="time">For the longest export.</param>
internal sealed class ExportRoutes(FigureSource source, ExportsUnderWay underWay, TimeProvider time)
{
    /// <summary>How many rows follow, where that is known before they are read.</summary>
    public const string CountHeader = "X-Row-Count";

    private const int MostExports = 4;

    private static readonly TimeSpan LongestExport = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _exports = new(MostExports);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/exports", () => TypedResults.Ok(new ExportsAnswer(underWay.Now)))
            .WithName("exports").WithSummary("Exports of more than two seconds that are being written");
        foreach (var (what, format) in ExportAsk.Offered)
        {
            var (name, ending) = (ExportAsk.Name(what), ExportAsk.Name(format));
            routes.MapGet($"/api/v1/exports/{name}.{ending}", Handler(what, format))
                .WithName(format == ExportFormat.Csv ? $"export{what}" : $"export{what}{format}")
                .WithSummary(Summary(what)).Produces<string>(200, Media(format)).Refuses(400, 404, 503);
        }
    }

    // The parameters are named so that they stand in the API's description; the reader takes them by name.
    private Delegate Handler(ExportWhat what, ExportFormat format) => (
        HttpContext http, string? period, string? from, string? to, string? by, string? outlet,
        string? counter, string? teller, string? type, string? definition, string? encoding, string? lang,
        string? replaced, string? unit) => ExportAsync(http, what, format, new Dictionary<string, string?>
        {
            ["period"] = period, ["from"] = from, ["to"] = to, ["by"] = by, ["outlet"] = outlet,
            ["counter"] = counter, ["teller"] = teller, ["type"] = type, ["definition"] = definition,
            ["encoding"] = encoding, ["lang"] = lang, ["replaced"] = replaced,
            ["unit"] = unit,
        }.GetValueOrDefault);

    /// <summary>
    /// Holds one moment of the store while it writes. That keeps the store's log from shrinking, so there are
    /// few of these at once and none for long.
    /// </summary>
    private async Task<IResult> ExportAsync(
        HttpContext http, ExportWhat what, ExportFormat format, Func<string, string?> field)
    {
        if (ExportAsk.Read(what, format, field, source.Definitions, out var wrong, out var todo,
            source.Tree() is not null) is not { } ask)
            return Problem.Of(400, wrong, todo, "No figures were made.");
        var branch = source.Registry();
        if (ask.Query.Scope.Outlet is { } outlet && branch.NameOf(outlet) is null)
            return Problem.Of(404, $"there is no outlet '{outlet}'", "Look at /api/v1/live for ids");
        if (!_exports.Wait(0, CancellationToken.None))
            return Problem.Of(503, $"{MostExports} exports are under way", "Try again in a minute");
        try
        {
            using var limit = new CancellationTokenSource(LongestExport, time);
            using var stop =
                CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
            using var held = source.Snapshot();
            var ends = source.Ends(held, ask.Query.Period);
            var export = new Exporter(held, branch, source.Definitions, ends, source.Sums(held)).Open(ask);
            http.Response.ContentType = export.ContentType;
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{export.FileName}\"";
            if (export.Count is { } rows) http.Response.Headers[CountHeader] = $"{rows}";
            using var progress = underWay.Begin(export.FileName, export.Count);
            await export.Watched(progress.Row).WriteAsync(http.Response.Body, stop.Token);
            return Results.Empty;
        }
        finally
        {
            _exports.Release();
        }
    }

    private static string Summary(ExportWhat what) => what switch
    {
        ExportWhat.Ratings => "Every counted rating once; replaced=include adds those that were replaced",
        ExportWhat.Daily => "Figures by business day and teller",
        ExportWhat.Tellers => "Figures by teller",
        ExportWhat.Assessment =>
            "Rating rate and satisfaction against their targets, of a month or quarter, by outlet",
        ExportWhat.Waiting => "Waiting time, service time and work by the served feed, by anything",
        ExportWhat.Bulletin => "A month in one workbook; the same entries give the same bytes",
        _ => "Figures by hour, day, week, month, teller, counter, outlet, weekday-hour, device-day or unit",
    };

    private static string Media(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv",
        ExportFormat.Json => "application/json",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
}
