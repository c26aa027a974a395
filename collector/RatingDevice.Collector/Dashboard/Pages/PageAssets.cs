using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>The files of the pages, all from inside the program.</summary>
internal static class PageAssets
{
    private const string Library = "echarts.js";

    private static readonly (string Name, string Type)[] All =
    [
        ("site.css", "text/css; charset=utf-8"), ("icon.svg", "image/svg+xml"),
        ("live.js", "text/javascript; charset=utf-8"), ("charts.js", "text/javascript; charset=utf-8"),
        ("exports.js", "text/javascript; charset=utf-8"), (Library, "text/javascript; charset=utf-8"),
    ];

    /// <summary>True where the program was built with the chart library.</summary>
    public static bool HasCharts { get; } =
        typeof(PageAssets).Assembly.GetManifestResourceInfo(Name(Library)) is not null;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (name, type) in All.Where(a => HasCharts || a.Name != Library))
        {
            var bytes = Read(name);
            routes.MapGet($"/assets/{name}", (HttpContext http) =>
            {
                // the library changes with the program only, and is large
                if (name == Library) http.Response.Headers.CacheControl = "private, max-age=3600";
                return Results.Bytes(bytes, type);
            }).ExcludeFromDescription();
        }
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(Name(name))
            ?? throw new InvalidOperationException($"the program was built without {name}");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Name(string file) => $"page/{file}";
}
