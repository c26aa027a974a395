using System.Globalization;
using System.Text.RegularExpressions;

namespace RatingDevice.Collector.Figures;

/// <summary>Reads the names of periods as people and programs write them.</summary>
internal static partial class PeriodText
{
    /// <summary>Years that are read; outside them calendars have no day before or after.</summary>
    private const int FirstYear = 1970, LastYear = 2200;

    /// <summary>
    /// Reads 2026-11-30, 2026-W48, 2026-11, 2026-Q4, 2026 or 2026-11-01..2026-11-30; null with one sentence
    /// of what is wrong and one of what to do.
    /// </summary>
    public static Period? Read(string? text, out string wrong, out string @do)
    {
        (wrong, @do) = ("", "");
        if (text?.Split("..") is [var from, var to]) return Period.Read(from, to, out wrong, out @do);
        if (Named(text ?? "") is { } period) return period;
        wrong = string.IsNullOrEmpty(text) ? "period is missing" : $"'{Short(text)}' is not a period";
        @do = "Write a day 2026-11-30, week 2026-W48, month 2026-11, quarter 2026-Q4, year 2026, "
            + "or 2026-11-01..2026-11-30";
        return null;
    }

    /// <summary>Reads a day.</summary>
    public static bool Day(string name, string? text, out DateOnly day, out string wrong, out string @do)
    {
        (wrong, @do) = ("", "");
        var invariant = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", invariant, DateTimeStyles.None, out day)) return true;
        wrong = string.IsNullOrEmpty(text) ? $"{name} is missing" : $"{name} '{Short(text)}' is not a day";
        @do = $"Write {name} as YYYY-MM-DD, for example 2026-11-30";
        return false;
    }

    private static Period? Named(string text)
    {
        if (Form().Match(text) is not { Success: true } form) return null;
        var year = Number(form, "year");
        if (year is < FirstYear or > LastYear) return null;
        var (month, day) = (Number(form, "month"), Number(form, "day"));
        if (form.Groups["week"].Success) return Week(year, Number(form, "week"));
        if (form.Groups["quarter"].Success)
            return Period.Quarter(new(year, Number(form, "quarter") * 3, 1));
        if (!form.Groups["month"].Success) return Period.Year(new(year, 1, 1));
        if (month is < 1 or > 12) return null;
        if (!form.Groups["day"].Success) return Period.Month(new(year, month, 1));
        return day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? Period.Day(new(year, month, day)) : null;
    }

    private static Period? Week(int year, int week) => week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
        ? Period.Week(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))) : null;

    private static int Number(Match form, string group) =>
        form.Groups[group] is { Success: true } found
            ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"^(?<year>[0-9]{4})(-W(?<week>[0-9]{2})|-Q(?<quarter>[1-4])"
        + @"|-(?<month>[0-9]{2})(-(?<day>[0-9]{2}))?)?$")]
    private static partial Regex Form();
}
