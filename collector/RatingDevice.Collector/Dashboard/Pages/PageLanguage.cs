using Microsoft.AspNetCore.Http;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>Which language somebody reads: the one chosen, which is kept, or else the browser's.</summary>
internal static class PageLanguage
{
    private const string Cookie = "lang";

    /// <summary>Chinese, unless English is chosen or the browser asks for it and not for Chinese
    /// first.</summary>
    public static Language Of(HttpContext http)
    {
        if (http.Request.Query["lang"] is [{ } chosen])
        {
            http.Response.Cookies.Append(Cookie, Read(chosen).Tag(), new CookieOptions
            {
                SameSite = SameSiteMode.Strict, HttpOnly = true, MaxAge = TimeSpan.FromDays(365),
            });
            return Read(chosen);
        }

        return Read(http.Request.Cookies[Cookie] ?? Wanted(http.Request.Headers.AcceptLanguage));
    }

    private static Language Read(string? tag) =>
        tag is not null && tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)
            ? Language.En : Language.Zh;

    private static string? Wanted(string? accept) => accept?.Split(',')
        .Select(l => l.Trim())
        .FirstOrDefault(l => l.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
            || l.StartsWith("en", StringComparison.OrdinalIgnoreCase));
}
