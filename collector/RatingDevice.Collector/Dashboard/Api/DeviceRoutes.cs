using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Devices, and what they can be told.</summary>
internal sealed class DeviceRoutes(
    IRatingStore store, FleetBook fleet, CommandDesk desk, Func<BranchRegistry> registry)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/devices", Devices).WithName("devices")
            .WithSummary("All devices: state, last status, journals, what is missing; tellers nobody knows");
        foreach (var verb in Enum.GetValues<CommandVerb>())
        {
            var name = Shapes.Kebab(verb);
            routes.MapPost($"/api/v1/devices/{{device}}/{name}", (HttpContext http, string device) =>
                    TellAsync(http, device, verb))
                .WithName(name).WithSummary($"Tells the device: {name}")
                .Accepts<CommandBody>("application/json").Produces<CommandAnswer>(202)
                .Refuses(400, 404, 409, 415, 503);
        }
    }

    private Ok<DevicesAnswer> Devices()
    {
        var known = registry();
        var report = fleet.Report(known, store.Journals());
        return TypedResults.Ok(new DevicesAnswer(
            [.. report.Devices.Select(d => Shapes.Of(d, known))],
            [.. report.UnknownTellers.Select(Shapes.Of)], report.Untracked,
            [.. DoubleSignOn.Of(report).Select(Shapes.Of)]));
    }

    private async Task<IResult> TellAsync(HttpContext http, string device, CommandVerb verb)
    {
        var (body, refusal) = await BodyReader.ReadAsync(http);
        if (refusal is not null) return refusal;
        if (!DeviceId.TryParse(device, out var id) || registry().Find(id) is not { } post)
            return Problem.Of(404, $"there is no device '{Problem.Short(device)}'",
                "Look at /api/v1/devices for ids");
        var devices = fleet.Report(registry(), []).Devices;
        var report = devices.First(d => d.Device == id);
        if (verb == CommandVerb.Invite && report.InService)
            return Problem.Of(409, $"device {id} is in service mode",
                "Nobody can be asked there until the technician is done; it ends by itself in minutes");
        var elsewhere = verb != CommandVerb.SignOn ? []
            : devices.Where(d => d.Device != id && d.Said?.Teller?.ToString() == body!.Teller
                    && d.State != DeviceState.Stopped).Select(d => d.Device.ToString());
        return desk.Send(post, report.State, verb, body!, out var command)
            ?? (IResult)TypedResults.Accepted(
                (string?)null, new CommandAnswer(command.ToString(), [.. elsewhere]));
    }
}
