using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Figures of tellers by the definition of each day.</summary>
/// <param name="store">For answers of one reading.</param>
/// <param name="registry">For names and zones.</param>
internal sealed class FigureRoutes(IRatingStore store, Func<BranchRegistry> registry)
{
    /// <summary>Version of the answer.</summary>
    private const int Schema = 1;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/tellers", Tellers).WithName("tellers")
            .WithSummary("Figures of all tellers between two business days, both included")
            .Refuses(400, 404);

    private Results<Ok<TellersAnswer>, Problem> Tellers(
        string? from, string? to, string? outlet)
    {
        if (Read(from, to, outlet, out var only, out var refusal) is not { } period) return refusal!;
        var rows = new FiguresQuery(store, registry()).Tellers(period, only);
        return TypedResults.Ok(new TellersAnswer(
            Schema, period.From, period.To, [.. rows.Select(TellerShape.Of)]));
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
