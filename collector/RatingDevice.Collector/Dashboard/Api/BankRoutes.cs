using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Who reported, and whether it agrees: head office's own questions.</summary>
internal sealed class BankRoutes(FigureSource source, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/bank/reported", Reported).WithName("reported")
            .WithSummary("Which outlet reported which day: period, unit; outlets the worst first, "
                + $"{Pages.PageFrame.MostLines} a sheet")
            .Refuses(400, 404);
        routes.MapGet("/api/v1/bank/reconciliation", Reconcile).WithName("reconciliation")
            .WithSummary("An outlet's statements of a period by number, edition, digest and count")
            .Refuses(400, 404);
    }

    private Results<Ok<ReportedAnswer>, Problem> Reported(
        string? period, string? from, string? to, string? unit, int? sheet)
    {
        if (Scope(period, from, to, unit, null, out var query) is { } refusal) return refusal;
        var tree = source.Tree()!;
        if ((query.Scope.Unit is { } id ? tree.Unit(id) : tree.Root) is not { } top)
            return Problem.Of(404, $"there is no unit '{Problem.Short(unit)}'", "See the bank's file");
        using var held = source.Snapshot();
        var map = ReportedMap.Of(tree, top, query.Period, held.Statements.Figures.Reports(
            PeriodKind.Day, query.Period.From, query.Period.To), time.GetUtcNow());
        return TypedResults.Ok(ReportedAnswer.Of(map, Math.Clamp(sheet ?? 1, 1, 10_000)));
    }

    private Results<Ok<ReconciliationAnswer>, Problem> Reconcile(
        string? period, string? from, string? to, string? outlet)
    {
        if (Scope(period, from, to, null, outlet, out var query) is { } refusal) return refusal;
        var tree = source.Tree()!;
        if (query.Scope.Outlet is not { } id || tree.Outlet(id) is not { } known)
            return Problem.Of(404, $"there is no outlet '{Problem.Short(outlet)}'", "See the bank's file");
        using var held = source.Snapshot();
        return TypedResults.Ok(ReconciliationAnswer.Of(
            Reconciliation.Of(held.Statements, tree, known, query.Period, time.GetUtcNow())));
    }

    private Problem? Scope(
        string? period, string? from, string? to, string? unit, string? outlet, out FigureQuery query)
    {
        var field = new Dictionary<string, string?>
        {
            ["period"] = period, ["from"] = from, ["to"] = to, ["unit"] = unit, ["outlet"] = outlet,
        };
        var read = FigureQueryText.Read(
            field.GetValueOrDefault, By.Total, source.Definitions, out var wrong, out var todo, units: true);
        query = read!;
        return read is null ? Problem.Of(400, wrong, todo) : null;
    }
}
