using System.Globalization;

namespace RatingDevice.Collector.Figures;

/// <summary>What a period is called; says which period came before it.</summary>
internal enum PeriodKind
{
    /// <summary>One business day.</summary>
    Day,

    /// <summary>Monday to Sunday, by ISO 8601.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar quarter.</summary>
    Quarter,

    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>From one day to another; the period before has as many days.</summary>
    Range,
}

/// <summary>Business days from the first to the last, both included.</summary>
internal sealed record Period(DateOnly From, DateOnly To, PeriodKind Kind = PeriodKind.Range)
{
    /// <summary>Longest period, in days: ten years.</summary>
    public const int MostDays = 3660;

    /// <summary>How many days it has.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>One business day.</summary>
    public static Period Day(DateOnly day) => new(day, day, PeriodKind.Day);

    /// <summary>The week of a day, Monday to Sunday.</summary>
    public static Period Week(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new(monday, monday.AddDays(6), PeriodKind.Week);
    }

    /// <summary>The calendar month of a day.</summary>
    public static Period Month(DateOnly day) => Months(day.Year, day.Month, 1, PeriodKind.Month);

    /// <summary>The calendar quarter of a day.</summary>
    public static Period Quarter(DateOnly day) =>
        Months(day.Year, (day.Month - 1) / 3 * 3 + 1, 3, PeriodKind.Quarter);

    /// <summary>The calendar year of a day.</summary>
    public static Period Year(DateOnly day) => Months(day.Year, 1, 12, PeriodKind.Year);

    /// <summary>The period of the same kind that ends the day before this one begins.</summary>
    public Period Before()
    {
        var last = From.AddDays(-1);
        return Kind switch
        {
            PeriodKind.Month => Month(last),
            PeriodKind.Quarter => Quarter(last),
            PeriodKind.Year => Year(last),
            _ => new(From.AddDays(-Days), last, Kind),
        };
    }

    /// <summary>The period of the same kind that begins the day after this one ends.</summary>
    public Period After()
    {
        var first = To.AddDays(1);
        return Kind switch
        {
            PeriodKind.Month => Month(first),
            PeriodKind.Quarter => Quarter(first),
            PeriodKind.Year => Year(first),
            _ => new(first, To.AddDays(Days), Kind),
        };
    }

    /// <summary>True where the day lies in it.</summary>
    public bool Has(DateOnly day) => From <= day && day <= To;

    /// <summary>Reads a period; null with one sentence of what is wrong and one of what to do.</summary>
    public static Period? Read(string? from, string? to, out string wrong, out string @do)
    {
        if (PeriodText.Day("from", from, out var first, out wrong, out @do)
            && PeriodText.Day("to", to, out var last, out wrong, out @do))
        {
            if (first > last)
                (wrong, @do) = ($"from {from} lies after to {to}", "Swap them; both days are included");
            else if (last.DayNumber - first.DayNumber >= MostDays)
                (wrong, @do) = ($"the period is longer than {MostDays} days", "Ask for it in parts");
            else return new(first, last);
        }

        return null;
    }

    /// <summary>As it is read again: 2026-11-30, 2026-W48, 2026-11, 2026-Q4, 2026, or "first to
    /// last".</summary>
    public override string ToString()
    {
        var culture = CultureInfo.InvariantCulture;
        return Kind switch
        {
            PeriodKind.Day => From.ToString("yyyy-MM-dd", culture),
            PeriodKind.Week => string.Create(culture,
                $"{ISOWeek.GetYear(Noon(From)):0000}-W{ISOWeek.GetWeekOfYear(Noon(From)):00}"),
            PeriodKind.Month => From.ToString("yyyy-MM", culture),
            PeriodKind.Quarter => string.Create(culture, $"{From.Year:0000}-Q{(From.Month + 2) / 3}"),
            PeriodKind.Year => From.ToString("yyyy", culture),
            _ => string.Create(culture, $"{From:yyyy-MM-dd} to {To:yyyy-MM-dd}"),
        };
    }

    private static DateTime Noon(DateOnly day) => day.ToDateTime(new TimeOnly(12, 0));

    private static Period Months(int year, int month, int count, PeriodKind kind)
    {
        var first = new DateOnly(year, month, 1);
        return new(first, first.AddMonths(count).AddDays(-1), kind);
    }
}
