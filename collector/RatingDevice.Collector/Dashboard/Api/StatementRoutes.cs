using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>One statement of an outlet's chain.</summary>
internal sealed record ChainStatementShape(
    string Outlet, long N, string Period, int Edition, string Hash, string? Replaces,
    IReadOnlyList<string> Why, string Definition, DateTimeOffset Kept, DateTimeOffset? Receipted,
    string? ReceiptBy)
{
    public static ChainStatementShape Of(KeptStatement kept)
    {
        var head = kept.Signed.Head;
        return new(
            head.Outlet.ToString(), head.N, head.Period, head.Edition, kept.Signed.Hash.ToString(),
            head.Replaces?.ToString(), [.. head.Why.Select(w => Shapes.Kebab(w))], head.Definition, kept.Kept,
            kept.Receipt?.At, kept.Receipt?.By.ToString());
    }
}

/// <summary>Statements of an outlet in the order of its chain.</summary>
/// <param name="Statements">From the number asked for.</param>
/// <param name="Next">Where to ask on; null at the end.</param>
internal sealed record StatementsAnswer(IReadOnlyList<ChainStatementShape> Statements, long? Next);

/// <summary>What was sealed: lists, and verbatim bytes that anyone can check.</summary>
internal sealed class StatementRoutes(IRatingStore store)
{
    private const int Most = 500;

    private const string ContentType = "application/x-ndjson";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/statements", List).WithName("statements")
            .WithSummary("Statements of an outlet (outlet=) from a number on (from=1), 500 at once")
            .Refuses(400);
        routes.MapGet("/api/v1/statements/{outlet}/{n}", Verbatim).WithName("statement")
            .WithSummary("One statement as it was signed: envelope line, then its bytes; see STATEMENT.md")
            .Produces<string>(200, ContentType).Refuses(400, 404);
    }

    private Results<Ok<StatementsAnswer>, Problem> List(string? outlet, string? from)
    {
        if (!OutletId.TryParse(outlet, out var of))
            return Problem.Of(400, $"outlet '{Problem.Short(outlet)}' is no outlet", "Write outlet=o-1");
        var first = 1L;
        if (from is not null && !(Number(from, out first) && first >= 1))
            return Problem.Of(400, $"from '{Problem.Short(from)}' is no number", "Write from=1");
        var some = store.Statements.Chain(of, first).Take(Most + 1).ToList();
        return TypedResults.Ok(new StatementsAnswer(
            [.. some.Take(Most).Select(ChainStatementShape.Of)],
            some.Count > Most ? some[Most].Signed.Head.N : null));
    }

    private static bool Number(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private Results<FileContentHttpResult, Problem> Verbatim(string outlet, string n)
    {
        if (!OutletId.TryParse(outlet, out var of)
            || !Number(n, out var number))
            return Problem.Of(400, $"'{Problem.Short(outlet)}/{Problem.Short(n)}' names no statement",
                "Write /api/v1/statements/o-1/17");
        return store.Statements.Find(of, number) is { } kept
            ? TypedResults.File(kept.Signed.ToBytes(), ContentType)
            : Problem.Of(404, $"Outlet {of} has no statement {number} here",
                $"Ask /api/v1/statements?outlet={of} which there are");
    }
}
