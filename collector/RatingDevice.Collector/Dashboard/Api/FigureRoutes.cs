using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Export.Csv;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Figures and exports. All ask the one query, so they cannot differ.</summary>
/// <param name="store">For answers of one reading.</param>
/// <param name="snapshot">Opens the store as of one moment, for exports.</param>
/// <param name="registry">For names and zones.</param>
/// <param name="time">For the longest export.</param>
internal sealed class FigureRoutes(
    IRatingStore store, Func<IRatingStore> snapshot, Func<BranchRegistry> registry, TimeProvider time)
{
    private const string CsvType = "text/csv; charset=utf-8; header=present";

    private const int MostExports = 4;

    private static readonly TimeSpan LongestExport = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _exports = new(MostExports);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/tellers", Tellers).WithName("tellers")
            .WithSummary("Figures of all tellers between two business days, both included")
            .Refuses(400, 404);
        routes.MapGet("/api/v1/exports/tellers.csv", TellersCsvAsync).WithName("exportTellers")
            .WithSummary("The same as CSV for Excel")
            .Produces<string>(200, "text/csv").Refuses(400, 404, 503);
        routes.MapGet("/api/v1/exports/ratings.csv", RatingsCsvAsync).WithName("exportRatings")
            .WithSummary("Every counted rating once; replaced=include adds the presses that were replaced")
            .Produces<string>(200, "text/csv").Refuses(400, 404, 503);
    }

    private Results<Ok<TellersAnswer>, Problem> Tellers(
        string? from, string? to, string? outlet)
    {
        if (Read(from, to, outlet, out var only, out var refusal) is not { } period) return refusal!;
        var rows = new FiguresQuery(store, registry()).Tellers(period, only);
        return TypedResults.Ok(new TellersAnswer(
            ExcelCsv.Schema, period.From, period.To, [.. rows.Select(TellerShape.Of)]));
    }

    private Task<IResult> TellersCsvAsync(HttpContext http, string? from, string? to, string? outlet) =>
        ExportAsync(http, "tellers", (from, to, outlet), (held, period, only, stop) =>
        {
            var rows = new FiguresQuery(held, registry()).Tellers(period, only);
            return TellersCsv.WriteAsync(http.Response.Body, period, rows, stop);
        });

    private Task<IResult> RatingsCsvAsync(
        HttpContext http, string? from, string? to, string? outlet, string? replaced)
    {
        if (replaced is not (null or "include"))
            return Task.FromResult<IResult>(Problem.Of(
                400, $"replaced '{Problem.Short(replaced)}' is none", "Write include, or leave it out"));
        return ExportAsync(http, "ratings", (from, to, outlet), (held, period, only, stop) =>
        {
            var rows = new RatingsQuery(held, registry()).Ratings(period, only, replaced is not null);
            return RatingsCsv.WriteAsync(http.Response.Body, rows, stop);
        });
    }

    /// <summary>
    /// Holds one moment of the store while it writes. That keeps the store's log from shrinking, so there are
    /// few of these at once and none for long.
    /// </summary>
    private async Task<IResult> ExportAsync(
        HttpContext http, string what, (string? From, string? To, string? Outlet) asked,
        Func<IRatingStore, Period, OutletId?, CancellationToken, Task> write)
    {
        if (Read(asked.From, asked.To, asked.Outlet, out var only, out var refusal) is not { } period)
            return refusal!;
        if (!_exports.Wait(0, CancellationToken.None))
            return Problem.Of(503, $"{MostExports} exports are under way", "Try again in a minute");
        try
        {
            using var limit = new CancellationTokenSource(LongestExport, time);
            using var stop =
                CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
            using var held = snapshot();
            http.Response.ContentType = CsvType;
            var name = ExportName.Of(what, period, registry(), only);
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
            await write(held, period, only, stop.Token);
            return Results.Empty;
        }
        finally
        {
            _exports.Release();
        }
    }

    private Period? Read(
        string? from, string? to, string? outlet, out OutletId? only, out Problem? refusal)
    {
        only = null;
        refusal = null;
        var period = Period.Read(from, to, out var wrong, out var todo);
        if (period is null) refusal = Problem.Of(400, wrong, todo, "No figures were made.");
        else if (outlet is null) return period;
        else if (!OutletId.TryParse(outlet, out var id) || registry().NameOf(id) is null)
            refusal = Problem.Of(404, $"there is no outlet '{Problem.Short(outlet)}'",
                "Look at /api/v1/live for ids");
        else
        {
            only = id;
            return period;
        }

        return null;
    }
}
