using System.Globalization;

namespace RatingDevice.Collector.Figures;

/// <summary>What stands in a cell.</summary>
internal enum CellKind
{
    /// <summary>There is nothing to say: nobody to divide by, or it does not apply.</summary>
    Nothing,

    /// <summary>Unknown, since no feed told of the customers served. Never 0.</summary>
    NoFeed,

    /// <summary>A name, an id, a word.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number with decimals.</summary>
    Number,

    /// <summary>A business day.</summary>
    Day,

    /// <summary>A moment, UTC.</summary>
    Instant,

    /// <summary>A wall-clock time of an outlet.</summary>
    Clock,
}

/// <summary>
/// One figure as every output shows it: page, API, CSV, XLSX and JSON print this and nothing of their own.
/// </summary>
internal readonly record struct CellValue
{
    private readonly string? _zh;

    private CellValue(CellKind kind) => Kind = kind;

    private CellValue(string text, string? zh = null) => (Kind, Text, _zh) = (CellKind.Text, text, zh);

    private CellValue(CellKind kind, long whole) => (Kind, Whole) = (kind, whole);

    private CellValue(decimal number) => (Kind, Number) = (CellKind.Number, number);

    public static CellValue Nothing { get; }

    public static CellValue NoFeed { get; } = new(CellKind.NoFeed);

    public CellKind Kind { get; }

    /// <summary>Of a text.</summary>
    public string? Text { get; }

    /// <summary>Of a whole number; ticks of a time, day number of a day.</summary>
    public long Whole { get; }

    /// <summary>Of a number, with as many decimals as it is printed with.</summary>
    public decimal Number { get; }

    /// <summary>Of a day.</summary>
    public DateOnly Day => DateOnly.FromDayNumber((int)Whole);

    /// <summary>Of a moment or a wall-clock time.</summary>
    public DateTime Time =>
        new(Whole, Kind == CellKind.Instant ? DateTimeKind.Utc : DateTimeKind.Unspecified);

    public static CellValue Of(string? text) => text is null ? Nothing : new(text);

    /// <summary>A word of a closed list: the code is the same in every language.</summary>
    public static CellValue Word(string code, string zh) => new(code, zh);

    public static CellValue Of(long? count) => count is { } some ? new(CellKind.Whole, some) : Nothing;

    /// <summary>A percentage, points or an index: exactly two decimals, more are cut off.</summary>
    public static CellValue Hundredths(decimal? number) => number is not { } some ? Nothing
        : new(some.Scale == 2 ? some : decimal.Round(some, 2, MidpointRounding.ToZero) + 0.00m);

    /// <summary>A number as it stands.</summary>
    public static CellValue Plain(decimal? number) => number is { } some ? new(some) : Nothing;

    public static CellValue Of(DateOnly? day) =>
        day is { } some ? new(CellKind.Day, some.DayNumber) : Nothing;

    /// <summary>A moment, UTC to the millisecond.</summary>
    public static CellValue Instant(DateTimeOffset at) => new(CellKind.Instant, at.UtcTicks);

    /// <summary>What a clock on the wall showed.</summary>
    public static CellValue Clock(DateTimeOffset local) => new(CellKind.Clock, local.Ticks);

    /// <summary>For people who read the language; words of closed lists are translated.</summary>
    public string In(Language language) => language == Language.En ? ToString()
        : Kind == CellKind.NoFeed ? "无来源" : _zh ?? ToString();

    /// <summary>For programs: the same whatever the language.</summary>
    public override string ToString() => Kind switch
    {
        CellKind.NoFeed => "no feed",
        CellKind.Text => Text!,
        CellKind.Whole => Whole.ToString(CultureInfo.InvariantCulture),
        CellKind.Number => Number.ToString(CultureInfo.InvariantCulture),
        CellKind.Day => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Instant => Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        CellKind.Clock => Time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        _ => "",
    };
}
