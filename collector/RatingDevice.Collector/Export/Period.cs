using System.Globalization;

namespace RatingDevice.Collector.Export;

/// <summary>Business days from the first to the last, both included.</summary>
internal sealed record Period(DateOnly From, DateOnly To)
{
    /// <summary>Longest period, in days: ten years.</summary>
    public const int MostDays = 3660;

    private const string Form = "yyyy-MM-dd";

    /// <summary>Reads a period; null with one sentence of what is wrong and one of what to do.</summary>
    public static Period? Read(string? from, string? to, out string wrong, out string @do)
    {
        if (Day("from", from, out var first, out wrong, out @do)
            && Day("to", to, out var last, out wrong, out @do))
        {
            if (first > last)
                (wrong, @do) = ($"from {from} lies after to {to}", "Swap them; both days are included");
            else if (last.DayNumber - first.DayNumber >= MostDays)
                (wrong, @do) = ($"the period is longer than {MostDays} days", "Ask for it in parts");
            else return new(first, last);
        }

        return null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd} to {To:yyyy-MM-dd}");

    private static bool Day(string name, string? text, out DateOnly day, out string wrong, out string @do)
    {
        (wrong, @do) = ("", "");
        var invariant = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, Form, invariant, DateTimeStyles.None, out day)) return true;
        wrong = string.IsNullOrEmpty(text) ? $"{name} is missing" : $"{name} '{Short(text)}' is not a day";
        @do = $"Write {name} as YYYY-MM-DD, for example 2026-11-30";
        return false;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
