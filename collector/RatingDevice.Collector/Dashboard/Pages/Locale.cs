using System.Globalization;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>Numbers and dates as readers of a language write them.</summary>
internal static class Locale
{
    private const string Dash = "—";

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private static readonly string[] Weekdays = ["一", "二", "三", "四", "五", "六", "日"];

    /// <summary>The language's tag.</summary>
    public static string Tag(this Language language) => language == Language.En ? "en" : "zh-CN";

    /// <summary>Groups of three, in both languages.</summary>
    public static string Number(long number) => number.ToString("N0", Plain);

    /// <summary>A figure as every output has it; whole numbers in groups, nothing as a dash.</summary>
    public static string Text(CellValue value, Language language) => value.Kind switch
    {
        CellKind.Nothing => Dash,
        CellKind.Whole => Number(value.Whole),
        CellKind.Day => Day(value.Day, language),
        _ => value.In(language),
    };

    /// <summary>Two decimals as the figures have them; a dash where there is none.</summary>
    public static string Rate(decimal? rate) => rate is { } value ? value.ToString("0.00", Plain) : Dash;

    /// <summary>An interval of rates; a dash where there is none.</summary>
    public static string Rates(decimal? low, decimal? high) =>
        low is null && high is null ? Dash : $"{Rate(low)}–{Rate(high)}";

    /// <summary>Minutes and seconds; a dash where it is not known.</summary>
    public static string Time(long? seconds) => seconds is { } known
        ? string.Create(Plain, $"{known / 60}:{known % 60:00}") : Dash;

    /// <summary>Points won or lost, with their sign.</summary>
    public static string Change(decimal? points) =>
        points is { } value ? value.ToString("+0.00;−0.00;0.00", Plain) : Dash;

    /// <summary>A business day.</summary>
    public static string Day(DateOnly day, Language language) =>
        day.ToString(language == Language.En ? "d MMM yyyy" : "yyyy年M月d日", Plain);

    /// <summary>A day for a column of a table.</summary>
    public static string ShortDay(DateOnly day, Language language) =>
        day.ToString(language == Language.En ? "d MMM" : "M月d日", Plain);

    /// <summary>A moment on some wall clock, to the second.</summary>
    public static string Moment(DateTimeOffset local, Language language) =>
        local.ToString(language == Language.En ? "d MMM yyyy HH:mm:ss" : "yyyy年M月d日 HH:mm:ss", Plain);

    /// <summary>1 Monday to 7 Sunday.</summary>
    public static string Weekday(int weekday, Language language) => language == Language.En
        ? Plain.DateTimeFormat.AbbreviatedDayNames[weekday % 7] : "周" + Weekdays[weekday - 1];

    /// <summary>A period by its name.</summary>
    public static string Name(Period period, Language language)
    {
        var english = language == Language.En;
        var from = period.From;
        return period.Kind switch
        {
            PeriodKind.Day => $"{Day(from, language)} {Weekday(((int)from.DayOfWeek + 6) % 7 + 1, language)}",
            PeriodKind.Week => english ? $"Week {period.ToString()[6..]} of {period.ToString()[..4]}"
                : $"{period.ToString()[..4]}年第{period.ToString()[6..]}周",
            PeriodKind.Month => from.ToString(english ? "MMMM yyyy" : "yyyy年M月", Plain),
            PeriodKind.Quarter => english ? $"Q{period.ToString()[6..]} {from.Year}"
                : $"{from.Year}年第{period.ToString()[6..]}季度",
            PeriodKind.Year => english ? $"{from.Year}" : $"{from.Year}年",
            _ => Days(period, language),
        };
    }

    /// <summary>A period by its first and last day.</summary>
    public static string Days(Period period, Language language) =>
        $"{Day(period.From, language)} – {Day(period.To, language)}";
}
