using System.Text;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Texts that strangers wrote: PostgreSQL takes no NUL and no half of a pair.</summary>
internal static class PostgresText
{
    /// <summary>The text, with U+FFFD in the place of what cannot be kept.</summary>
    public static string Clean(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal) && !text.Any(char.IsSurrogate)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        return clean.ToString();
    }

    /// <summary>A text, or SQL's null.</summary>
    public static object OrNull(string? text) => text is null ? DBNull.Value : Clean(text);
}
