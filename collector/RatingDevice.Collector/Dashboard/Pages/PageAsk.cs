using System.Globalization;
using Microsoft.AspNetCore.Http;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>What a page is asked to show: the words of its address.</summary>
/// <param name="Period">When.</param>
/// <param name="Outlet">Only this outlet; null for all.</param>
/// <param name="Definition">Compute with this one; null: the one in force then.</param>
/// <param name="Sort">What the lines are sorted by; null for their own order.</param>
/// <param name="Unit">At head office, only what is below this unit; null for the whole bank.</param>
/// <param name="Sheet">Which part of a long list, from 1.</param>
internal sealed record PageAsk(
    Period Period, OutletId? Outlet = null, string? Definition = null, string? Sort = null,
    UnitId? Unit = null, int Sheet = 1)
{
    private const int MostSheets = 10_000;

    /// <summary>Whose figures.</summary>
    public Scope Scope => new(Outlet, Unit: Unit);

    /// <summary>Reads an address; null with what is wrong and what to do.</summary>
    /// <param name="query">The words after the question mark.</param>
    /// <param name="today">The business day where no period is named: its month is shown.</param>
    /// <param name="registry">Which outlets there are.</param>
    /// <param name="definitions">Which definitions there are.</param>
    /// <param name="wrong">What was wrong; empty where nothing was.</param>
    /// <param name="todo">What to do.</param>
    public static PageAsk? Read(
        IQueryCollection query, DateOnly today, BranchRegistry registry, DefinitionBook definitions,
        out string wrong, out string todo)
    {
        string? Of(string name) => query[name] is [{ Length: > 0 } text] ? text : null;
        var period = Of("kind") is { } kind ? Chosen(kind, Of("on"), Of("to"), out wrong, out todo)
            : PeriodText.Read(Of("period") ?? Period.Month(today).ToString(), out wrong, out todo);
        if (period is null) return null;
        OutletId? outlet = null;
        if (Of("outlet") is { } asked)
        {
            if (!OutletId.TryParse(asked, out var id) || registry.NameOf(id) is null)
            {
                wrong = $"there is no outlet '{Problem.Short(asked)}'";
                todo = "Choose one of the list";
                return null;
            }

            outlet = id;
        }

        UnitId? unit = null;
        if (Of("unit") is { } below)
        {
            if (!UnitId.TryParse(below, out var id) || registry.NameOf(id) is null)
            {
                wrong = $"there is no unit '{Problem.Short(below)}'";
                todo = "See the page of branches";
                return null;
            }

            unit = id;
        }

        var sheet = int.TryParse(Of("sheet"), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? Math.Clamp(n, 1, MostSheets) : 1;
        var definition = Of("definition");
        if (definition is null || definitions.Has(definition))
            return new(period, outlet, definition, Of("sort"), unit, sheet);
        wrong = $"there is no definition '{Problem.Short(definition)}'";
        todo = "See the page of definitions";
        return null;
    }

    /// <summary>The same as words of an address.</summary>
    public string Address()
    {
        var words = $"period={Uri.EscapeDataString(Text(Period))}";
        if (Outlet is { } outlet) words += $"&outlet={outlet}";
        if (Definition is { } definition) words += $"&definition={Uri.EscapeDataString(definition)}";
        if (Unit is { } unit) words += $"&unit={unit}";
        if (Sort is { } sort) words += $"&sort={Uri.EscapeDataString(sort)}";
        return Sheet > 1 ? string.Create(CultureInfo.InvariantCulture, $"{words}&sheet={Sheet}") : words;
    }

    /// <summary>A period as it is read again.</summary>
    public static string Text(Period period) => period.Kind == PeriodKind.Range
        ? string.Create(CultureInfo.InvariantCulture, $"{period.From:yyyy-MM-dd}..{period.To:yyyy-MM-dd}")
        : period.ToString();

    /// <summary>What the form of the page sends: a kind of period and a day in it.</summary>
    private static Period? Chosen(string kind, string? on, string? to, out string wrong, out string todo)
    {
        if (kind == "range") return Period.Read(on, to, out wrong, out todo);
        if (!PeriodText.Day("on", on, out var day, out wrong, out todo)) return null;
        switch (kind)
        {
            case "day": return Period.Day(day);
            case "week": return Period.Week(day);
            case "month": return Period.Month(day);
            case "quarter": return Period.Quarter(day);
            case "year": return Period.Year(day);
            default:
                wrong = $"'{Problem.Short(kind)}' is no kind of period";
                todo = "Write day, week, month, quarter, year or range";
                return null;
        }
    }
}
