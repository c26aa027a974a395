using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>
/// The panel as a page: a tablet, a touch screen, or any browser on this machine. Where the address cannot be
/// had, the panel counts as lost and the address is tried again every second.
/// </summary>
internal sealed partial class TouchPanel : IPanel
{
    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly TouchSettings _settings;
    private readonly DeviceClock _clock;
    private readonly ILogger _logger;
    private readonly IPEndPoint _address;
    private readonly PageFiles _page;
    private readonly ViewBoard _board;
    private readonly TaskCompletionSource<Uri> _serving =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="ArgumentException">A setting is wrong; the message names it.</exception>
    public TouchPanel(TouchSettings settings, DeviceClock clock, ILogger logger)
    {
        if (settings.Levels.Count is < Limits.FewestLevels or > Limits.MostLevels)
            throw new ArgumentException($"A page shows {Limits.FewestLevels} to {Limits.MostLevels} levels.");
        (_settings, _clock, _logger) = (settings, clock, logger);
        _address = new IPEndPoint(TouchServer.Parse(settings.Address), settings.Port);
        _page = new PageFiles(settings.Levels, settings.OpenSignOn);
        _board = new ViewBoard(clock, settings.MostWatchers);
        if (!IPAddress.IsLoopback(_address.Address)) OpenToOthers(_logger, settings.Address);
    }

    public string Name => "touch";

    /// <summary>The page's address, once it is served for the first time.</summary>
    public Task<Uri> Serving => _serving.Task;

    public async Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        for (var lost = false; ; await Task.Delay(Retry, _clock.Time, stop))
        {
            await using var site = Build(events, stop);
            try
            {
                await site.StartAsync(stop);
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                if (!lost)
                {
                    NotServed(_logger, _address, e.Message);
                    await FaultAsync(true, $"{e.Message} No page is served until it can be had.");
                }
                lost = true;
                continue;
            }
            if (lost) await FaultAsync(false, $"{_address} could be had, the page is served.");
            _serving.TrySetResult(AddressOf(site));
            await UntilStoppedAsync(site, _clock, stop);
        }

        ValueTask FaultAsync(bool raised, string detail)
        {
            var text = detail.Length <= Limits.DetailChars ? detail : detail[..Limits.DetailChars];
            return events.WriteAsync(new PanelFault(FaultCode.PanelLost, raised, text, _clock.Up), stop);
        }
    }

    public void Show(PanelView view) => _board.Show(view);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private WebApplication Build(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        var inbox = new PanelInbox(events, _clock, stop);
        var routes = new TouchRoutes(_settings.Levels, _page, _board, inbox, stop);
        return TouchServer.Build(_address, new TouchGate(new HostNames(_address.Address), _logger), routes);
    }

    private static async Task UntilStoppedAsync(
        WebApplication site, DeviceClock clock, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock.Time, stop);
        }
        finally
        {
            await site.StopAsync(CancellationToken.None); // pages are told by the end of their stream
        }
    }

    private static Uri AddressOf(WebApplication site)
    {
        var server = site.Services.GetRequiredService<IServer>();
        var uri = new UriBuilder(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        if (uri.Host is "0.0.0.0" or "[::]") uri.Host = "127.0.0.1"; // every address: name one that opens
        return uri.Uri;
    }

    [LoggerMessage(LogLevel.Warning,
        "The panel page cannot be served on {Address}: {Why} It is tried again every second; "
        + "free the port or give another.")]
    private static partial void NotServed(ILogger logger, IPEndPoint address, string why);

    [LoggerMessage(LogLevel.Warning,
        "The panel page is served on {Address}: whoever reaches it can press keys and sign tellers on. "
        + "Use a network of its own, or 127.0.0.1.")]
    private static partial void OpenToOthers(ILogger logger, string address);
}
