using System.Globalization;
using Iot.Device.Graphics;

namespace RatingDevice.Firmware.Panel.Gpio.Display;

/// <summary>A character in dots: rows from the top, the leftmost dot in the highest of <paramref
/// name="Width"/> bits.</summary>
internal readonly record struct Glyph(int Width, IReadOnlyList<int> Rows);

/// <summary>
/// Characters 16 dots high. Built in is the package's Latin font, doubled in height; Chinese, and the star,
/// come from a font file in GNU Unifont's .hex form: a line is a code point, a colon, and 16 rows of 8 or 16
/// dots in hex. What a font lacks is shown as an empty box.
/// </summary>
internal sealed class DotFont
{
    public const int Height = 16;

    private const long LongestFile = 16 * 1024 * 1024;

    private static readonly Glyph Box = new(8, [0, 0, .. Enumerable.Repeat(0x66, 12), 0, 0]);

    private readonly Dictionary<char, Glyph> _glyphs;

    private DotFont(Dictionary<char, Glyph> glyphs) => _glyphs = glyphs;

    public Glyph this[char character] => _glyphs.GetValueOrDefault(character, Box);

    public bool Has(char character) => _glyphs.ContainsKey(character);

    public static DotFont BuiltIn()
    {
        var font = new Font5x8();
        var glyphs = new Dictionary<char, Glyph>();
        for (var c = ' '; c <= '~'; c++)
        {
            font.GetCharData(c, out var rows);
            glyphs[c] = new Glyph(6, [.. rows.ToArray().SelectMany(r => new[] { r << 1, r << 1 })]);
        }

        return new DotFont(glyphs);
    }

    /// <param name="path">The file.</param>
    /// <param name="wanted">Only these are kept: a whole Unifont is 57,000 characters.</param>
    /// <exception cref="IOException">Cannot be read, or is no such font.</exception>
    public static DotFont Read(string path, IReadOnlySet<char> wanted)
    {
        if (new FileInfo(path) is { Exists: true, Length: > LongestFile })
            throw new IOException($"{path} is longer than {LongestFile} bytes: no Unifont .hex file");
        var glyphs = new Dictionary<char, Glyph>();
        foreach (var line in File.ReadLines(path))
            if (TryRead(line, out var c, out var glyph) && wanted.Contains(c)) glyphs[c] = glyph;
        return glyphs.Count > 0 ? new DotFont(glyphs)
            : throw new IOException($"{path} has no character of ours: no Unifont .hex file");
    }

    private static bool TryRead(string line, out char character, out Glyph glyph)
    {
        (character, glyph) = (default, default);
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var digits = (line.Length - colon - 1) / Height;
        if (colon != 4 || digits is not (2 or 4) || line.Length != 5 + (digits * Height)) return false;
        if (!TryHex(line.AsSpan(0, colon), out var code)) return false;
        var rows = new int[Height];
        for (var i = 0; i < Height; i++)
            if (!TryHex(line.AsSpan(colon + 1 + (i * digits), digits), out rows[i])) return false;
        (character, glyph) = ((char)code, new Glyph(digits * 4, rows));
        return true;
    }

    private static bool TryHex(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
