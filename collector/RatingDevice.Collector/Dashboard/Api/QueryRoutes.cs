using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Export.Json;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Figures by the one query, and what they mean.</summary>
/// <param name="store">For journals.</param>
/// <param name="snapshot">Opens the store as of one moment: a query reads more than once.</param>
/// <param name="fleet">For what is missing.</param>
/// <param name="registry">For names and zones.</param>
/// <param name="definitions">What figures mean.</param>
internal sealed class QueryRoutes(
    IRatingStore store, Func<IRatingStore> snapshot, FleetBook fleet, Func<BranchRegistry> registry,
    DefinitionBook definitions)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/figures", FiguresAsync).WithName("figures")
            .WithSummary("Figures of a period: counts, rates with intervals, verdicts, ranks, coverage")
            .Produces<string>(200, "application/json").Refuses(400);
        routes.MapGet("/api/v1/definitions", () => TypedResults.Ok(new DefinitionsAnswer(
                [.. definitions.All.Select(DefinitionShape.Of)]))).WithName("definitions")
            .WithSummary("What the figures mean, every version, oldest first");
    }

    // The parameters are named so that they stand in the API's description; the reader takes them by name.
    private async Task FiguresAsync(
        HttpContext http, string? period, string? from, string? to, string? by, string? outlet,
        string? counter, string? teller, string? type, string? definition)
    {
        var field = new Dictionary<string, string?>
        {
            ["period"] = period, ["from"] = from, ["to"] = to, ["by"] = by, ["outlet"] = outlet,
            ["counter"] = counter, ["teller"] = teller, ["type"] = type, ["definition"] = definition,
        };
        var query = FigureQueryText.Read(
            field.GetValueOrDefault, By.Teller, definitions, out var wrong, out var todo);
        if (query is null)
        {
            await Problem.Of(400, wrong, todo, "No figures were made.").ExecuteAsync(http);
            return;
        }

        var branch = registry();
        var ends = MissingEnd.Of(fleet.Report(branch, store.Journals()), branch);
        FigureSheet sheet;
        using (var held = snapshot()) sheet = new FigureReader(held, branch, definitions, ends).Ask(query);
        http.Response.ContentType = FigureJson.ContentType;
        await FigureJson.WriteAsync(http.Response.Body, sheet, http.RequestAborted);
    }
}

/// <summary>Every definition, oldest first.</summary>
internal sealed record DefinitionsAnswer(IReadOnlyList<DefinitionShape> Definitions);

/// <summary>One version of what the figures mean.</summary>
internal sealed record DefinitionShape(
    string Id, string Hash, DateOnly ValidFrom, int WindowMs, int GraceMs, int MinimumN, Targets Targets,
    WaitingRules Waiting, FlagRules Flags, IReadOnlyDictionary<string, string> Sentences,
    IReadOnlyList<DefinedLevel> Levels)
{
    public static DefinitionShape Of(Definition d) => new(
        d.Id, $"sha256-{d.Hash}", d.ValidFrom, (int)d.Window.TotalMilliseconds,
        (int)d.Grace.TotalMilliseconds, d.MinimumN, d.Targets, d.Waiting, d.Flags, d.Sentences,
        [.. d.Levels.Select(l => new DefinedLevel(l.Code.ToString(), l.Zh, l.En, l.Weight, l.Satisfied))]);
}

/// <summary>A level of a definition.</summary>
internal sealed record DefinedLevel(string Code, string Zh, string En, decimal Weight, bool Satisfied);
