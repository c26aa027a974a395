using System.Globalization;
using System.Text;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Registry;

/// <summary>Reads what stands in rows, and keeps every problem.</summary>
internal sealed class RowValues(IEnumerable<RegistryProblem> problems)
{
    private const int LongestName = 64;

    private readonly List<RegistryProblem> _problems = [.. problems];

    /// <summary>How many problems there are by now.</summary>
    public int Count => _problems.Count;

    /// <summary>Every problem, in order of lines.</summary>
    public IReadOnlyList<RegistryProblem> Problems => [.. _problems.OrderBy(p => p.Line)];

    public Id<TKind> Id<TKind>(FileRow row, string text)
        where TKind : IIdKind
    {
        if (!Wire.Id<TKind>.TryParse(text, out var id))
            Wrong(row, $"'{Short(text)}' is not a {TKind.Name} id",
                $"Write 1 to {Wire.Id<TKind>.MaxLength} of a-z, 0-9 and '-'");
        return id;
    }

    /// <summary>The name, or the id where there is none.</summary>
    public string Name(FileRow row)
    {
        var name = row["name"].Trim();
        if (name.Length > LongestName)
            Wrong(row, $"the name has {name.Length} characters", $"Write at most {LongestName}");
        if (name.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) == UnicodeCategory.Control))
            Wrong(row, "the name has a control character (a tab or a line break)", "Take it out");
        return name.Length > 0 ? name : row.Id;
    }

    public TimeZoneInfo Zone(FileRow row)
    {
        var text = row["zone"];
        if (text.Length == 0)
            Wrong(row, "the outlet has no time zone", "Write one, for example Asia/Shanghai");
        else if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)) return zone;
        else
            Wrong(row, $"this machine knows no time zone '{Short(text)}'",
                "Write an IANA name such as Asia/Shanghai; if it is one, install the package tzdata");
        return TimeZoneInfo.Utc;
    }

    public int CutOver(FileRow row)
    {
        var text = row["cut_over_hour"];
        if (text.Length == 0) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 23)
            return hour;
        Wrong(row, $"the cut-over hour '{Short(text)}' is not an hour", "Write a whole number, 0 to 23");
        return 0;
    }

    /// <summary>A fingerprint; null where there is none.</summary>
    /// <param name="row">Of the key.</param>
    /// <param name="from">The command that prints it.</param>
    public Digest? Key(FileRow row, string from)
    {
        var text = row["key"];
        if (text.Length == 0) return null;
        if (Digest.TryParse(Encoding.UTF8.GetBytes(text), out var digest)) return digest;
        Wrong(row, $"the key '{Short(text)}' is not a fingerprint",
            $"Write the {Digest.TextLength} characters of '{from}', or nothing");
        return null;
    }

    /// <summary>A field that rows of its kind do not have.</summary>
    public void Foreign(FileRow row, string field, bool own)
    {
        var text = row[field];
        if (own || text.Length == 0) return;
        var name = field == "cut_over_hour" ? "cut-over hour" : field;
        Wrong(row, $"a {row.Kind} has no {name}, but '{Short(text)}' stands there", "Leave it empty");
    }

    public void Wrong(FileRow row, string wrong, string @do) => Wrong(row.Line, wrong, @do);

    public void Wrong(int line, string wrong, string @do) => _problems.Add(new(line, wrong, @do));

    public static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
