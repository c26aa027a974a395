using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Flags;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>A journal entry by its key.</summary>
internal sealed record EntryKeyShape(string Journal, long N);

/// <summary>Something out of the ordinary, with what it rests on.</summary>
internal sealed record FlagShape(
    string Rule, DateOnly Day, int Hour, DateTimeOffset At, string Outlet, string Counter, string Device,
    string? Teller, long Count, int Ratings, IReadOnlyList<FlagNumber> Numbers,
    IReadOnlyList<EntryKeyShape> Entries, IReadOnlyList<string> Tickets, string Definition)
{
    public static FlagShape Of(DatedFinding dated)
    {
        var f = dated.Finding;
        return new(
            f.Rule, dated.Day, f.Slot.Hour, f.At, f.Post.Outlet.ToString(), f.Post.Counter.ToString(),
            f.Post.Device.ToString(), f.Teller?.ToString(), f.Count,
            f.Invitations.Count(i => i.Counted is not null), f.Numbers,
            [.. f.Entries.Select(e => new EntryKeyShape(e.Journal.ToString(), e.N))],
            [.. f.Tickets.Select(t => t.ToString())], dated.Definition.Id);
    }
}

/// <summary>Flags of an outlet's period.</summary>
/// <param name="Flags">In order of time.</param>
/// <param name="More">True where there are more; ask for a shorter period.</param>
internal sealed record FlagsAnswer(IReadOnlyList<FlagShape> Flags, bool More);

/// <summary>Flags as evidence: what was seen, its numbers, and the entries to look at.</summary>
internal sealed class FlagRoutes(
    Func<IRatingStore> snapshot, Func<BranchRegistry> registry, DefinitionBook definitions)
{
    private const int MostFlags = 1000, MostDays = 93;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/flags", Flags).WithName("flags")
            .WithSummary("What stands out in an outlet's period, with the entries it rests on. Flags accuse "
                + "nobody, and flagged ratings stay in the figures")
            .Refuses(400, 404);

    private Results<Ok<FlagsAnswer>, Problem> Flags(string? outlet, string? period, string? teller)
    {
        if (PeriodText.Read(period, out var wrong, out var todo) is not { } days)
            return Problem.Of(400, wrong, todo);
        if (days.Days > MostDays)
            return Problem.Of(400, $"the period is longer than {MostDays} days", "Ask for it in parts");
        if (!OutletId.TryParse(outlet, out var at) || registry().NameOf(at) is null)
            return Problem.Of(404, $"there is no outlet '{Problem.Short(outlet)}'",
                "Look at /api/v1/live for ids");
        TellerId? only = null;
        if (teller is not null)
        {
            if (!TellerId.TryParse(teller, out var id))
                return Problem.Of(400, $"teller '{Problem.Short(teller)}' is not an id",
                    "Write the id as the registry has it");
            only = id;
        }

        using var held = snapshot();
        var found = new FlagReader(held, registry(), definitions).Ask(at, days, only)
            .Take(MostFlags + 1).Select(FlagShape.Of).ToList();
        return TypedResults.Ok(new FlagsAnswer([.. found.Take(MostFlags)], found.Count > MostFlags));
    }
}
