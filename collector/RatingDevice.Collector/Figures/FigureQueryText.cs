using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Figures;

/// <summary>Reads a query as it stands in an address or on a command line.</summary>
internal static class FigureQueryText
{
    /// <summary>Longest list of hours or days; beyond it a sheet is of use to nobody.</summary>
    private const int MostHourDays = 93;

    /// <summary>
    /// Fields: period, or from and to; by; outlet, counter, teller, type, unit; definition. All but the
    /// period may be left out.
    /// </summary>
    /// <param name="field">A field's text by its name; null or empty where it was left out.</param>
    /// <param name="usual">What the lines are where by is left out.</param>
    /// <param name="definitions">Known ids.</param>
    /// <param name="wrong">One sentence of what is wrong.</param>
    /// <param name="do">One of what to do.</param>
    /// <param name="units">True at head office, where outlets stand under units.</param>
    /// <returns>Null where something is wrong.</returns>
    public static FigureQuery? Read(
        Func<string, string?> field, By usual, DefinitionBook definitions, out string wrong, out string @do,
        bool units = false)
    {
        string? Of(string name) => field(name) is { Length: > 0 } text ? text : null;
        var period = Of("period") is null && (Of("from") ?? Of("to")) is not null
            ? Period.Read(Of("from"), Of("to"), out wrong, out @do)
            : PeriodText.Read(Of("period"), out wrong, out @do);
        if (period is null) return null;
        var by = usual;
        if (Of("by") is { } text && !ByText.TryParse(text, out by))
            (wrong, @do) = ($"by '{Short(text)}' is none", $"Write one of {string.Join(", ", ByText.All)}");
        else if (!units && (by == By.Unit || Of("unit") is not null))
            (wrong, @do) = ("a branch knows of no units", "Ask head office, or leave unit out");
        else if (units && by == By.DeviceDay)
            (wrong, @do) = ("statements tell devices apart by outlet only", "Ask the branch");
        else if (by is By.Hour or By.DeviceDay && period.Days > MostHourDays)
            (wrong, @do) =
                ($"by {ByText.Of(by)} is at most {MostHourDays} days", "Ask for it in parts, or by day");
        else if (Of("definition") is { } id && !definitions.Has(id))
            (wrong, @do) = ($"there is no definition '{Short(id)}'",
                $"Write one of {string.Join(", ", definitions.All.Select(d => d.Id))}");
        else if (Scope(Of, out wrong, out @do) is { } scope)
            return new(scope, period, by, Of("definition"));
        return null;
    }

    private static Scope? Scope(Func<string, string?> field, out string wrong, out string @do)
    {
        (wrong, @do) = ("", "Write the id as the registry has it");
        OutletId? outlet = OutletId.TryParse(field("outlet"), out var o) ? o : null;
        CounterId? counter = CounterId.TryParse(field("counter"), out var c) ? c : null;
        TellerId? teller = TellerId.TryParse(field("teller"), out var t) ? t : null;
        BusinessType? type = BusinessType.TryParse(field("type"), out var b) ? b : null;
        UnitId? unit = UnitId.TryParse(field("unit"), out var u) ? u : null;
        if (outlet is null && field("outlet") is { } bad1) wrong = $"outlet '{Short(bad1)}' is not an id";
        else if (counter is null && field("counter") is { } bad2)
            wrong = $"counter '{Short(bad2)}' is not an id";
        else if (teller is null && field("teller") is { } bad3)
            wrong = $"teller '{Short(bad3)}' is not an id";
        else if (type is null && field("type") is { } bad4)
            wrong = $"type '{Short(bad4)}' is not a business type";
        else if (unit is null && field("unit") is { } bad5) wrong = $"unit '{Short(bad5)}' is not an id";
        else if (counter is not null && outlet is null)
            (wrong, @do) = ("counter without outlet", "Name the outlet too: counters are numbered in each");
        else return new(outlet, counter, teller, type, unit);
        return null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

/// <summary>The names of <see cref="By"/>: total, hour, day, week, month, teller, counter, outlet,
/// weekday-hour, device-day, unit.</summary>
internal static class ByText
{
    private static readonly Dictionary<string, By> Names = Enum.GetValues<By>().ToDictionary(
        b => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(b.ToString()),
        StringComparer.Ordinal);

    public static IEnumerable<string> All => Names.Keys;

    public static bool TryParse(string text, out By by) => Names.TryGetValue(text, out by);

    public static string Of(By by) => Names.First(n => n.Value == by).Key;
}
