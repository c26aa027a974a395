using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Dashboard.Api;

namespace RatingDevice.Collector.Dashboard;

/// <summary>Kestrel, as small as it comes: no configuration of its own, a limit on everything.</summary>
internal static class DashboardServer
{
    /// <summary>Connections beside the live pages: API calls, exports, health checks.</summary>
    private const int OtherConnections = 200;

    public static WebApplication Build(
        IPEndPoint address, int viewers, IEnumerable<Action<IEndpointRouteBuilder>> routes,
        ILoggerFactory logs, SiteRole? role = null)
    {
        role ??= SiteRole.Branch;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = viewers + OtherConnections;
            kestrel.Limits.MaxRequestBodySize = BodyReader.MostBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.Services.ConfigureHttpJsonOptions(
            json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        builder.Services.AddRouting();
        builder.Services.AddOpenApi("v1", api => api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = role.Title, Version = "v1" };
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));
        var site = builder.Build();
        var door = new Door(address.Address, role, logs.CreateLogger<Door>());
        site.Use(door.PassAsync);
        site.UseRouting();
        site.MapOpenApi("/openapi/{documentName}.json");
        var described = site.MapGroup("").WithTags("v1");
        foreach (var map in routes) map(described);
        return site;
    }

    /// <summary>Where it listens, once started; the port is the one chosen where 0 was asked for.</summary>
    public static Uri Address(WebApplication site) => new(site.Urls.Single());

    /// <summary>An address that opens on this machine: "every network" is none that a browser can go
    /// to.</summary>
    public static Uri Opens(Uri listens) => listens.Host is "0.0.0.0" or "[::]"
        ? new UriBuilder(listens) { Host = "127.0.0.1" }.Uri : listens;
}
