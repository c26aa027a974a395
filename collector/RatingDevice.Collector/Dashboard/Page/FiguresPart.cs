using System.Globalization;
using RatingDevice.Collector.Dashboard.Api;

namespace RatingDevice.Collector.Dashboard.Page;

/// <summary>Today's figures of every outlet: numbers, and the levels as bar and as table.</summary>
internal static class FiguresPart
{
    public static Html Of(LiveSnapshot now, PageText text) => now.Outlets.Count == 0
        ? Html.Of($"<p class=\"none\">{text.NoOutlets}</p>")
        : Html.Join(now.Outlets, o => Outlet(o, text));

    private static Html Outlet(OutletShape o, PageText text)
    {
        var f = o.Figures;
        return Html.Of($"""
            <section class="outlet" aria-labelledby="outlet-{o.Outlet}">
            <h2 id="outlet-{o.Outlet}">{o.Name} <small>{text.Day} <time>{Day(o.Day)}</time></small></h2>
            <dl class="tiles">
            {Tile(text.Invited, Number(f.Invited), text.InvitedNote, "")}
            {Tile(text.Rated, Number(f.Rated), text.RatedNote, "")}
            {Tile(text.AnswerRate, Rate(f.AnswerRatePercent, "%"), text.AnswerRateNote, "")}
            {Tile(text.Satisfaction, Rate(f.SatisfactionRatePercent, "%"), text.SatisfactionNote, "main")}
            {Tile(text.Index, Rate(f.SatisfactionIndex, ""), text.IndexNote, "")}
            </dl>
            {Levels(f, text)}
            </section>
            """);
    }

    private static Html Tile(string name, Html value, string note, string kind) => Html.Of(
        $"<div class=\"tile {kind}\"><dt>{name}</dt><dd>{value}</dd><dd class=\"note\">{note}</dd></div>");

    private static Html Levels(FigureShape f, PageText text)
    {
        if (f.Rated == 0) return Html.Of($"<p class=\"none\">{text.NoRatings}</p>");
        var at = 0m;
        var bar = Html.Join(f.Levels.Select((l, i) => (l, i)), level =>
        {
            var (x, width) = (at, 100m * level.l.Count / f.Rated);
            at += width;
            return Html.Of($"<rect class=\"{Class(level.l, level.i)}\" x=\"{Plain(x)}%\" "
                + $"width=\"{Plain(width)}%\" height=\"100%\"/>");
        });
        var heads = Html.Join(f.Levels.Select((l, i) => (l, i)), level => Html.Of($"""
            <th scope="col"><span class="key {Class(level.l, level.i)}"></span>{Name(level.l, text)}</th>
            """));
        var cells = Html.Join(f.Levels, level => Html.Of($"""
            <td><b>{level.Count}</b> <small>{Share(level.Count, f.Rated)}</small></td>
            """));
        return Html.Of($"""
            <svg class="bar" aria-hidden="true" preserveAspectRatio="none">{bar}</svg>
            <table class="levels"><caption class="unseen">{text.Levels}</caption>
            <thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>
            """);
    }

    public static string Name(LevelShape level, PageText text) =>
        (text == PageTexts.En ? level.En : level.Zh) ?? level.Code;

    /// <summary>Colour by the definition: green what counts as satisfied, red what is worth 0.</summary>
    public static string Class(LevelShape level, int place) => level.Satisfied switch
    {
        true => place == 0 ? "best" : "good",
        false => level.Weight == 0 ? "bad" : "fair",
        null => "other",
    };

    private static Html Number(long n) => new(n.ToString("N0", CultureInfo.InvariantCulture));

    private static Html Rate(decimal? rate, string unit) => rate is { } value
        ? Html.Of($"{value.ToString("0.00", CultureInfo.InvariantCulture)}<small>{unit}</small>")
        : new("—");

    private static string Share(long count, long of) =>
        (decimal.Floor(10000m * count / of) / 100m).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Plain(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
