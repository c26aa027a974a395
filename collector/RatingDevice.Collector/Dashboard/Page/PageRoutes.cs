using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Dashboard.Live;
using RatingDevice.Collector.Registry;

namespace RatingDevice.Collector.Dashboard.Page;

/// <summary>The live page and its files, all from inside the program.</summary>
internal sealed class PageRoutes(LiveView view, Func<BranchRegistry> registry)
{
    private const string HtmlType = "text/html; charset=utf-8", Cookie = "lang";

    private static readonly (string Name, string Type)[] Assets =
    [
        ("live.css", "text/css; charset=utf-8"), ("live.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext http, string? lang) => Whole(http, lang)).ExcludeFromDescription();
        routes.MapGet("/parts", (string? lang) => Answer(LivePage.Fresh, PageTexts.Of(lang)))
            .ExcludeFromDescription();
        foreach (var (name, type) in Assets)
        {
            var bytes = Read(name);
            routes.MapGet($"/assets/{name}", () => Results.Bytes(bytes, type)).ExcludeFromDescription();
        }
    }

    private IResult Whole(HttpContext http, string? chosen)
    {
        if (chosen is not null)
            http.Response.Cookies.Append(Cookie, PageTexts.Of(chosen).Language, new CookieOptions
            {
                SameSite = SameSiteMode.Strict, HttpOnly = true, MaxAge = TimeSpan.FromDays(365),
            });
        var language = chosen ?? http.Request.Cookies[Cookie] ?? Wanted(http.Request.Headers.AcceptLanguage);
        return Answer(LivePage.Whole, PageTexts.Of(language));
    }

    private IResult Answer(Func<Api.LiveSnapshot, PageText, PageClock, Html> page, PageText text)
    {
        var now = view.Now();
        return Results.Text(page(now, text, new PageClock(registry(), now.At)).Text, HtmlType);
    }

    /// <summary>Chinese, unless the browser asks for English and not for Chinese first.</summary>
    private static string? Wanted(string? accept) => accept?.Split(',')
        .Select(l => l.Trim())
        .FirstOrDefault(l => l.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
            || l.StartsWith("en", StringComparison.OrdinalIgnoreCase));

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageRoutes).Assembly.GetManifestResourceStream($"page/{name}")
            ?? throw new InvalidOperationException($"the program was built without {name}");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
