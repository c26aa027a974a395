using System.Globalization;
using RatingDevice.Collector.Dashboard.Api;

namespace RatingDevice.Collector.Dashboard.Page;

/// <summary>The page: whole for a browser, or only its parts for the script that keeps it fresh.</summary>
internal static class LivePage
{
    public static Html Whole(LiveSnapshot now, PageText text, PageClock clock) => Html.Of($"""
        <!doctype html>
        <html lang="{text.Language}" data-live="{text.Live}" data-broken="{text.Broken}"
        data-ago="{text.Ago}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{text.Title}</title><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/live.css"><script type="module" src="/assets/live.js"></script>
        <noscript><meta http-equiv="refresh" content="30"></noscript></head>
        <body><a class="skip" href="#main">{text.Skip}</a>
        <header><img src="/assets/icon.svg" alt="" width="40" height="40"><h1>{text.Title}</h1>
        <p class="pill" id="link" role="status" hidden><span class="dot"></span>
        <span id="link-text">{text.Connecting}</span></p>
        <noscript><p class="pill">{text.NoScript}</p></noscript>
        <p class="age">{text.AsOf} <span data-part="age">{Age(now, clock)}</span> <span id="age"></span></p>
        <nav><a href="?lang={text.Other}" hreflang="{text.Other}"
        lang="{text.Other}">{text.OtherName}</a></nav>
        </header>
        <main id="main" tabindex="-1">
        {Parts(now, text, clock)}
        </main>
        <p class="unseen" id="say" role="status"></p>
        <footer>{text.Foot}</footer></body></html>

        """);

    /// <summary>What changes; the script puts each into the element of the same name.</summary>
    public static Html Fresh(LiveSnapshot now, PageText text, PageClock clock) =>
        Html.Of($"<span data-part=\"age\">{Age(now, clock)}</span>{Parts(now, text, clock)}");

    private static Html Parts(LiveSnapshot now, PageText text, PageClock clock) => Html.Of($"""
        <div data-part="notices">{Notices(now, text)}</div>
        <div data-part="figures">{FiguresPart.Of(now, text)}</div>
        <div class="two"><section data-part="last">{RatingsPart.Of(now, text, clock)}</section>
        <section data-part="devices">{DevicesPart.Of(now, text, clock)}</section></div>
        """);

    private static Html Age(LiveSnapshot now, PageClock clock) => clock.Time(now.At, null);

    private static Html Notices(LiveSnapshot now, PageText text)
    {
        if (now.Notices.Count == 0) return Html.Empty;
        var lines = Html.Join(now.Notices, n => Html.Of($"""
            <li class="{n.Code}">{Line(n, text)} <small>{n.Detail}</small></li>
            """));
        return Html.Of($"<section class=\"notices\"><h2>{text.Notices}</h2><ul>{lines}</ul></section>");
    }

    private static string Line(NoticeShape n, PageText text) => string.Format(
        CultureInfo.InvariantCulture, text.NoticeLines.GetValueOrDefault(n.Code, n.Code + " {0}"), n.Count);
}
