using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Some of a whole, in percent with its interval; null where there is no whole.</summary>
internal sealed record ShareShape(long Part, long Whole, decimal? Percent, decimal? Low, decimal? High)
{
    public static ShareShape Of(Proportion p) => new(p.Part, p.Whole, p.Percent, p.Low, p.High);
}

/// <summary>A band of waiting time.</summary>
internal sealed record WaitingBandShape(
    int FromMinutes, int? ToMinutes, ShareShape Waited, ShareShape Asked);

/// <summary>Waiting and work of one line; times in seconds.</summary>
internal sealed record WaitingLineShape(
    string? Outlet, string? Counter, string? Teller, string? TellerName, DateOnly? First, int? Hour,
    int? Weekday, long Served, long Waited, long? MeanWaitSeconds, long? MedianWaitSeconds,
    long? Percentile90WaitSeconds, int LimitMinutes, ShareShape OverLimit,
    IReadOnlyList<WaitingBandShape> Bands, long Worked, long WorkedSeconds, long? MeanServiceSeconds,
    long UnusableTimes, string Definition, string DefinitionHash)
{
    public static WaitingLineShape Of(WaitingLine l) => new(
        l.Key.Outlet?.ToString(), l.Key.Counter?.ToString(), l.Key.Teller?.ToString(), l.Names.Teller,
        l.Key.First, l.Key.Hour, l.Key.Weekday, l.Served, l.Waited, l.Mean, l.Median, l.Percentile90,
        l.Definition.Waiting.LimitMinutes, ShareShape.Of(l.OverLimit),
        [.. l.Bands.Select(b => new WaitingBandShape(
            b.FromMinutes, b.ToMinutes, ShareShape.Of(b.Waited), ShareShape.Of(b.Asked)))],
        l.Worked, l.WorkedSeconds, l.MeanService, l.Unusable, l.Definition.Id,
        l.Definition.Stamp);
}

/// <summary>Waiting and work in a period.</summary>
/// <param name="Feed">"none" where no feed told of the period: then nothing is known, and 0 says
/// nothing.</param>
/// <param name="Period">As asked.</param>
/// <param name="Lines">Lines with a served customer.</param>
/// <param name="Total">All together; null without a feed.</param>
internal sealed record WaitingAnswer(
    string Feed, string Period, IReadOnlyList<WaitingLineShape> Lines, WaitingLineShape? Total);

/// <summary>Waiting time, service time and work.</summary>
internal sealed class WaitingRoutes(FigureSource source)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/waiting", Waiting).WithName("waiting")
            .WithSummary("Waiting time, service time and work by the served feed; query as for figures: "
                + "period, by, outlet, counter, teller, type, definition")
            .Refuses(400);

    private Results<Ok<WaitingAnswer>, Problem> Waiting(HttpContext http)
    {
        var query = FigureQueryText.Read(
            name => http.Request.Query[name], By.Total, source.Definitions, out var wrong, out var todo,
            source.Tree() is not null);
        if (query is null) return Problem.Of(400, wrong, todo);
        using var held = source.Snapshot();
        var sheet = new WaitingReader(source.Sums(held), source.Registry(), source.Definitions).Ask(query);
        var fed = sheet.Feed.Fed > 0;
        return TypedResults.Ok(new WaitingAnswer(
            fed ? "told" : "none", query.Period.ToString(), [.. sheet.Lines.Select(WaitingLineShape.Of)],
            fed ? WaitingLineShape.Of(sheet.Total) : null));
    }
}
