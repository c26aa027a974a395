using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Export.Csv;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Figures and exports. All ask the one query, so they cannot differ.</summary>
/// <param name="store">For answers of one reading.</param>
/// <param name="snapshot">Opens the store as of one moment, for exports.</param>
/// <param name="registry">For names and zones.</param>
internal sealed class FigureRoutes(IRatingStore store, Func<IRatingStore> snapshot,
    Func<BranchRegistry> registry)
{
    private const string CsvType = "text/csv; charset=utf-8; header=present";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/tellers", Tellers).WithName("tellers")
            .WithSummary("Figures of all tellers between two business days, both included")
            .ProducesProblem(400).ProducesProblem(404);
        routes.MapGet("/api/v1/exports/tellers.csv", TellersCsvAsync).WithName("exportTellers")
            .WithSummary("The same as CSV for Excel").Produces(200,
                contentType: "text/csv").ProducesProblem(400);
        routes.MapGet("/api/v1/exports/ratings.csv", RatingsCsvAsync).WithName("exportRatings")
            .WithSummary("Every counted rating once; replaced=include adds the presses that were replaced")
            .Produces(200, contentType: "text/csv").ProducesProblem(400);
    }

    private Results<Ok<TellersAnswer>, Problem> Tellers(
        string? from, string? to, string? outlet)
    {
        if (Read(from, to, outlet, out var only, out var refusal) is not { } period) return refusal!;
        var rows = new FiguresQuery(store, registry()).Tellers(period, only);
        return TypedResults.Ok(new TellersAnswer(
            ExcelCsv.Schema, period.From, period.To, [.. rows.Select(TellerShape.Of)]));
    }

    private async Task<IResult> TellersCsvAsync(
        HttpContext http, string? from, string? to, string? outlet)
    {
        if (Read(from, to, outlet, out var only, out var refusal) is not { } period) return refusal!;
        using var held = snapshot();
        var rows = new FiguresQuery(held, registry()).Tellers(period, only);
        Announce(http, ExportName.Of("tellers", period, registry(), only));
        await TellersCsv.WriteAsync(http.Response.Body, period, rows, http.RequestAborted);
        return Results.Empty;
    }

    private async Task<IResult> RatingsCsvAsync(
        HttpContext http, string? from, string? to, string? outlet, string? replaced)
    {
        if (Read(from, to, outlet, out var only, out var refusal) is not { } period) return refusal!;
        if (replaced is not (null or "include"))
            return Problem.Of(400, $"replaced '{Problem.Short(replaced)}' is none",
                "Write include, or leave it out");
        using var held = snapshot();
        var rows = new RatingsQuery(held, registry()).Ratings(period, only,
            withReplaced: replaced is not null);
        Announce(http, ExportName.Of("ratings", period, registry(), only));
        await RatingsCsv.WriteAsync(http.Response.Body, rows, http.RequestAborted);
        return Results.Empty;
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

    private static void Announce(HttpContext http, string name)
    {
        http.Response.ContentType = CsvType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }
}
