using System.Globalization;
using Microsoft.AspNetCore.Http;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
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
    /// <param name="tree">The bank; null at a branch.</param>
    /// <param name="refusal">What was wrong and what to do; null where nothing was.</param>
    public static PageAsk? Read(
        IQueryCollection query, DateOnly today, BranchRegistry registry, DefinitionBook definitions,
        BankTree? tree, out Words? refusal)
    {
        string? Of(string name) => query[name] is [{ Length: > 0 } text] ? text : null;
        var period = Of("kind") is { } kind ? Chosen(kind, Of("on"), Of("to"), out refusal)
            : Named(Of("period") ?? Period.Month(today).ToString(), out refusal);
        if (period is null) return null;
        OutletId? outlet = null;
        if (Of("outlet") is { } asked)
        {
            if (!OutletId.TryParse(asked, out var id) || registry.NameOf(id) is null)
            {
                refusal = PageRefusals.NoOutlet(asked);
                return null;
            }

            outlet = id;
        }

        UnitId? unit = null;
        if (Of("unit") is { } below)
        {
            if (!UnitId.TryParse(below, out var id) || registry.NameOf(id) is null)
            {
                refusal = PageRefusals.NoUnit(below);
                return null;
            }

            unit = id;
        }

        if (outlet is { } at && unit is { } top && tree?.LastBelow(at, top, period) is null)
        {
            refusal = PageRefusals.NotBelow(at, top);
            return null;
        }

        var sheet = int.TryParse(Of("sheet"), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? Math.Clamp(n, 1, MostSheets) : 1;
        var definition = Of("definition");
        if (definition is null || definitions.Has(definition))
            return new(period, outlet, definition, Of("sort"), unit, sheet);
        refusal = PageRefusals.NoDefinition(definition);
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
    private static Period? Chosen(string kind, string? on, string? to, out Words? refusal)
    {
        refusal = null;
        if (kind == "range")
        {
            if (Period.Read(on, to, out var why, out var mend) is { } range) return range;
            refusal = PageRefusals.NoRange(on, to, why, mend);
            return null;
        }

        if (!PeriodText.Day("on", on, out var day, out var wrong, out var todo))
        {
            refusal = PageRefusals.NoDay(on, wrong, todo);
            return null;
        }

        switch (kind)
        {
            case "day": return Period.Day(day);
            case "week": return Period.Week(day);
            case "month": return Period.Month(day);
            case "quarter": return Period.Quarter(day);
            case "year": return Period.Year(day);
            default:
                refusal = PageRefusals.NoKind(kind);
                return null;
        }
    }

    private static Period? Named(string text, out Words? refusal)
    {
        refusal = null;
        if (PeriodText.Read(text, out var wrong, out var todo) is { } period) return period;
        refusal = PageRefusals.NoPeriod(text, wrong, todo);
        return null;
    }
}
