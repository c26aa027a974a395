using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>Kestrel, as small as it comes: no configuration, no log, a limit on everything.</summary>
internal static class TouchServer
{
    private const int MostConnections = 64;

    public static WebApplication Build(IPEndPoint address, TouchGate gate, TouchRoutes routes)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, address));
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = Listen);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var site = builder.Build();
        site.Use(gate.PassAsync);
        site.UseRouting();
        routes.Map(site);
        return site;
    }

    /// <exception cref="ArgumentException">Neither an IP address nor "localhost".</exception>
    public static IPAddress Parse(string address) =>
        address.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(address, out var ip) ? ip
        : throw new ArgumentException($"'{address}' is not an IP address; 127.0.0.1 is this machine only.");

    private static void Limit(KestrelServerOptions kestrel, IPEndPoint address)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestBodySize = TouchBody.MostBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static Socket Listen(EndPoint address)
    {
        const int Tcp = 6, UserTimeout = 18, Milliseconds = 20_000;
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(address);
        // A tablet that left without goodbye gives its place back after 20 s, not a quarter of an hour.
        socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes(Milliseconds));
        return socket;
    }

    /// <summary>Signals belong to the program, not to one of its panels.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken stop) => Task.CompletedTask;

        public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
    }
}
