using RatingDevice.Collector.Dashboard.Api;

namespace RatingDevice.Collector.Dashboard.Page;

/// <summary>The last ratings, newest first: where, not by whom.</summary>
internal static class RatingsPart
{
    private const int Most = 12;

    public static Html Of(LiveSnapshot now, PageText text, PageClock clock) => Html.Of($"""
        <h2>{text.Last}</h2>
        {(now.Last.Count == 0 ? Html.Of($"<p class=\"none\">{text.NoRatings}</p>") : List(now, text, clock))}
        """);

    private static Html List(LiveSnapshot now, PageText text, PageClock clock)
    {
        var counters = now.Devices.ToDictionary(d => d.Device, d => d.CounterName);
        var levels = now.Outlets.SelectMany(o => o.Figures.Levels).DistinctBy(l => l.Code)
            .ToDictionary(l => l.Code);
        var best = now.Outlets.Select(o => o.Figures.Levels[0].Code).ToHashSet();
        var rows = Html.Join(now.Last.Take(Most), e =>
        {
            var code = e.Level ?? "";
            var level = levels.GetValueOrDefault(code) ?? new LevelShape(code, null, null, null, null, 0);
            var kind = FiguresPart.Class(level, best.Contains(code) ? 0 : 1);
            var changed = e.Replaces is null ? Html.Empty : Html.Of($"<small>{text.Changed}</small>");
            return Html.Of($"""
                <li class="{kind}" data-id="{e.Id}"><span class="when">{clock.Time(e.At, e.Outlet)}</span>
                <span class="where">{counters.GetValueOrDefault(e.Device) ?? e.Counter}</span>
                {changed}<span class="chip {kind}">{FiguresPart.Name(level, text)}</span></li>
                """);
        });
        return Html.Of($"<ol class=\"last\">{rows}</ol>");
    }
}
