using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Export.Json;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Figures by the one query, and what they mean.</summary>
/// <param name="source">Whom to ask.</param>
internal sealed class QueryRoutes(FigureSource source)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/figures", FiguresAsync).WithName("figures")
            .WithSummary("Figures of a period: counts, rates with intervals, verdicts, ranks, coverage")
            .Produces<string>(200, "application/json").Refuses(400);
        routes.MapGet("/api/v1/definitions", () => TypedResults.Ok(new DefinitionsAnswer(
                [.. source.Definitions.All.Select(DefinitionShape.Of)]))).WithName("definitions")
            .WithSummary("What the figures mean, every version, oldest first");
    }

    // The parameters are named so that they stand in the API's description; the reader takes them by name.
    private async Task FiguresAsync(
        HttpContext http, string? period, string? from, string? to, string? by, string? outlet,
        string? counter, string? teller, string? type, string? unit, string? definition)
    {
        var field = new Dictionary<string, string?>
        {
            ["period"] = period, ["from"] = from, ["to"] = to, ["by"] = by, ["outlet"] = outlet,
            ["counter"] = counter, ["teller"] = teller, ["type"] = type, ["unit"] = unit,
            ["definition"] = definition,
        };
        var query = FigureQueryText.Read(
            field.GetValueOrDefault, By.Teller, source.Definitions, out var wrong, out var todo,
            source.Tree() is not null);
        if (query is null)
        {
            await Problem.Of(400, wrong, todo, "No figures were made.").ExecuteAsync(http);
            return;
        }

        FigureSheet sheet;
        using (var held = source.Snapshot()) sheet = source.Ask(held, query);
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
