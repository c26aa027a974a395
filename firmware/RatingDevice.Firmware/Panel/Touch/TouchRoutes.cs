using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>What a page may ask for and send.</summary>
internal sealed class TouchRoutes(
    IReadOnlyList<TouchLevel> levels, PageFiles page, ViewBoard board, PanelInbox inbox,
    CancellationToken stop)
{
    // Plain request delegates: the generated kind would cost start-up time and memory for five small bodies.
    public void Map(IEndpointRouteBuilder site)
    {
        foreach (var (path, file) in page.Files) site.MapGet(path, http => WriteAsync(http, file));
        site.MapGet("/events", WatchAsync);
        site.MapPost("/press", PressAsync);
        site.MapPost("/invite", InviteAsync);
        site.MapPost("/sign-on", SignOnAsync);
        site.MapPost("/sign-off", SignOffAsync);
        site.MapPost("/pin", PinAsync);
        site.MapPost("/service", ServiceAsync);
    }

    private static Task WriteAsync(HttpContext http, PageFile file)
    {
        http.Response.ContentType = file.Type;
        http.Response.ContentLength = file.Bytes.Length;
        return http.Response.Body.WriteAsync(file.Bytes).AsTask();
    }

    private async Task WatchAsync(HttpContext http)
    {
        if (!board.TryEnter())
        {
            http.Response.Headers.RetryAfter = "5";
            throw new RefusedException(503,
                $"{board.MostWatchers} pages are watching, as many as may; close one first.");
        }
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, http.RequestAborted);
            await TypedResults.ServerSentEvents(board.WatchAsync(either.Token)).ExecuteAsync(http);
        }
        catch (OperationCanceledException)
        {
            // The page is closed.
        }
        finally
        {
            board.Leave();
        }
    }

    private async Task PressAsync(HttpContext http)
    {
        var text = Required(await TouchBody.ReadAsync(http.Request, "level"), "level");
        var level = levels.FirstOrDefault(l => l.Code.ToString() == text) ?? throw TouchBody.Bad(
            $"'{TouchBody.Short(text)}' is not a level of this device; send one of "
            + $"{string.Join(", ", levels.Select(l => l.Code))}.");
        var key = new PanelKey(level.Code);
        await inbox.PutAsync(up => [new KeyEdge(key, true, up), new KeyEdge(key, false, up)]);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task InviteAsync(HttpContext http)
    {
        var fields = await TouchBody.ReadAsync(http.Request, "service");
        var service = fields.TryGetValue("service", out var text) ? Id<ServiceKind>(text) : (ServiceId?)null;
        await inbox.PutAsync(up => [new PanelInvite(service, up)]);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task SignOnAsync(HttpContext http)
    {
        var teller = Id<TellerKind>(Required(await TouchBody.ReadAsync(http.Request, "teller"), "teller"));
        await inbox.PutAsync(up => [new PanelSignOn(teller, up)]);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task SignOffAsync(HttpContext http)
    {
        await TouchBody.ReadAsync(http.Request);
        await inbox.PutAsync(up => [new PanelSignOff(up)]);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    // The answer says only that it was told: whether it is anybody's PIN is seen on the panel.
    private async Task PinAsync(HttpContext http)
    {
        var pin = Required(await TouchBody.ReadAsync(http.Request, "pin"), "pin");
        if (pin.Length is 0 or > Secret.Most || !pin.All(char.IsAsciiDigit))
            throw TouchBody.Bad($"a PIN is 1 to {Secret.Most} digits; nothing was taken.");
        await inbox.PutAsync(up => [new PanelProof(SignOnProof.Pin, new Secret(pin), up)]);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task ServiceAsync(HttpContext http)
    {
        await TouchBody.ReadAsync(http.Request);
        await inbox.PutAsync(up => [new PanelTechnician(up)]);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static string Required(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text)
            ? text
            : throw TouchBody.Bad($"'{name}' is missing; send it as text.");

    private static Id<TKind> Id<TKind>(string text)
        where TKind : IIdKind => Wire.Id<TKind>.TryParse(text, out var id)
        ? id
        : throw TouchBody.Bad(
            $"'{TouchBody.Short(text)}' is not a {TKind.Name} id; send 1 to 32 of a-z, 0-9 and '-'.");
}
