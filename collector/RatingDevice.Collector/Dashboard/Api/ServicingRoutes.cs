using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Servicing;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>One time in service mode.</summary>
/// <param name="Seconds">How long; 0 while it lasts.</param>
/// <param name="Why">Why it ended; null where no entry says so.</param>
/// <param name="TestPresses">Key presses in it; none counts.</param>
/// <param name="InvitationsRefused">Asked for in it and not opened; null where no entry says so.</param>
/// <param name="Works">Parts that were tried and work.</param>
/// <param name="Broken">Parts that were tried and do not.</param>
internal sealed record ServicingShape(
    string Outlet, string Counter, string Device, string? Teller, DateTimeOffset Began, double Seconds,
    string? Why, int TestPresses, int? InvitationsRefused, IReadOnlyList<string> Works,
    IReadOnlyList<string> Broken, EntryKeyShape Entry)
{
    public static ServicingShape Of(ServicingReport r)
    {
        var began = r.Span.Began;
        return new(
            began.Post.Outlet.ToString(), began.Post.Counter.ToString(), began.Post.Device.ToString(),
            began.Teller?.ToString(), began.At, Math.Round(r.Span.Lasted.TotalSeconds, 3),
            r.Why is { } why ? Shapes.Kebab(why) : null, r.Span.Tests, r.Refused,
            [.. r.Checks.Where(c => c.Ok).Select(c => Shapes.Kebab(c.Part)).Distinct()],
            [.. r.Checks.Where(c => !c.Ok).Select(c => Shapes.Kebab(c.Part)).Distinct()],
            new(began.Journal.ToString(), began.N));
    }
}

/// <summary>Cards and PINs that were nobody's, at a device on a business day.</summary>
internal sealed record RefusalsShape(string Outlet, string Counter, string Device, DateOnly Day, int Count);

/// <summary>What happened at an outlet's devices that no customer took part in.</summary>
/// <param name="Servicing">Times in service mode, in order.</param>
/// <param name="Refusals">Sign-ons that were refused, by device and day.</param>
internal sealed record ServicingAnswer(
    IReadOnlyList<ServicingShape> Servicing, IReadOnlyList<RefusalsShape> Refusals);

/// <summary>Service mode and refused sign-ons, for whoever asks why nobody was invited.</summary>
internal sealed class ServicingRoutes(Func<IRatingStore> snapshot, Func<BranchRegistry> registry)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/service-mode", Ask).WithName("service-mode")
            .WithSummary("Times in service mode at an outlet's devices, with test presses, what was tried "
                + "and invitations refused; and sign-ons refused")
            .Refuses(400, 404);

    private Results<Ok<ServicingAnswer>, Problem> Ask(string? outlet, string? period)
    {
        if (PeriodText.Read(period, out var wrong, out var todo) is not { } days)
            return Problem.Of(400, wrong, todo);
        if (days.Days > ServicingLog.MostDays)
            return Problem.Of(400, $"the period is longer than {ServicingLog.MostDays} days",
                "Ask for it in parts");
        if (!OutletId.TryParse(outlet, out var at) || registry().NameOf(at) is null)
            return Problem.Of(404, $"there is no outlet '{Problem.Short(outlet)}'",
                "Look at /api/v1/live for ids");
        using var held = snapshot();
        var log = ServicingLog.Read(held, [at], days);
        return TypedResults.Ok(new ServicingAnswer(
            [.. log.Servicing.Select(ServicingShape.Of)],
            [.. log.Refusals.Select(r => new RefusalsShape(r.Post.Outlet.ToString(),
                r.Post.Counter.ToString(), r.Post.Device.ToString(), r.Day, r.Count))]));
    }
}
