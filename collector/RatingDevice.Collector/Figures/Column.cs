namespace RatingDevice.Collector.Figures;

/// <summary>Which language people read.</summary>
internal enum Language
{
    /// <summary>Chinese, the usual one.</summary>
    Zh,

    /// <summary>English.</summary>
    En,
}

/// <summary>One meaning in both languages.</summary>
internal sealed record Words(string Zh, string En)
{
    public string In(Language language) => language == Language.En ? En : Zh;
}

/// <summary>What a column holds; decides how a spreadsheet shows it.</summary>
internal enum ColumnKind
{
    /// <summary>Names, ids and words; never a number, so leading zeros stay.</summary>
    Text,

    /// <summary>How many.</summary>
    Count,

    /// <summary>Percent or percentage points, two decimals.</summary>
    Percent,

    /// <summary>0 to 100, two decimals.</summary>
    Index,

    /// <summary>A time span in seconds.</summary>
    Seconds,

    /// <summary>A business day.</summary>
    Day,

    /// <summary>A moment, UTC.</summary>
    Instant,

    /// <summary>A wall-clock time.</summary>
    Clock,

    /// <summary>A digest.</summary>
    Hash,
}

/// <summary>A column of any output.</summary>
/// <param name="Name">In snake_case; never changes its meaning.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Heading">For people.</param>
/// <param name="Meaning">One sentence for the data dictionary.</param>
internal record Column(string Name, ColumnKind Kind, Words Heading, Words Meaning)
{
    /// <summary>Its name in JSON: camelCase; a level is nested under "levels" by its code.</summary>
    public string JsonName { get; } = string.Concat(Name.Split('_')
        .Select((part, i) => i == 0 || part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>Of a column that counts a level.</summary>
    public LevelCode? Level { get; init; }
}

/// <summary>A column with where its value comes from.</summary>
internal sealed record Column<TRow>(
    string Name, ColumnKind Kind, Words Heading, Words Meaning, Func<TRow, CellValue> Value)
    : Column(Name, Kind, Heading, Meaning);
