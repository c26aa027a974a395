using System.Globalization;
using System.Text;

namespace RatingDevice.Collector.Export.OpenXml;

/// <summary>Text as a cell takes it.</summary>
internal static class CellText
{
    /// <summary>Longest text of a cell, by the format.</summary>
    public const int Longest = 32_767;

    /// <summary>
    /// The same text where XML can carry it. What it cannot is written as the format has it, _x0007_; a text
    /// that looks like that already is protected; what is beyond the longest is cut off with an ellipsis.
    /// </summary>
    public static string Of(string text)
    {
        if (text.Length > Longest) text = string.Concat(text.AsSpan(0, Longest - 1), "…");
        for (var i = 0; i < text.Length; i++)
            if (!Fits(text, i)) return Escaped(text);
        return text;
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (Fits(text, i)) escaped.Append(text[i]);
            else escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
        }

        return escaped.ToString();
    }

    private static bool Fits(string text, int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c)) return at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
        if (char.IsLowSurrogate(c)) return at > 0 && char.IsHighSurrogate(text[at - 1]);
        if (c == '_') return !LooksEscaped(text, at);
        return c is '\t' or '\n' or (>= ' ' and not '\uFFFE' and not '\uFFFF');
    }

    private static bool LooksEscaped(string text, int at) =>
        at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_'
        && text.AsSpan(at + 2, 4).IndexOfAnyExcept("0123456789ABCDEFabcdef") < 0;
}
