namespace RatingDevice.Firmware.Panel.Gpio.Display;

/// <summary>
/// 128 by 64 dots as an SSD1306 keeps them: pages of 8 rows, a byte a column, the top dot lowest.
/// </summary>
internal sealed class DotFrame
{
    public const int Width = 128, Height = 64;

    private readonly byte[] _bytes = new byte[Width * Height / 8];

    public Span<byte> Bytes => _bytes;

    public bool this[int x, int y] => (_bytes[(y / 8 * Width) + x] >> (y % 8) & 1) != 0;

    /// <summary>Writes a line; characters that no longer fit are left out.</summary>
    /// <param name="text">The line.</param>
    /// <param name="font">Its characters.</param>
    /// <param name="top">Row of its first dots.</param>
    /// <param name="scale">1, or 2 for double size.</param>
    public void Write(string text, DotFont font, int top, int scale)
    {
        var x = 0;
        foreach (var glyph in text.Select(c => font[c]))
        {
            if (x + (glyph.Width * scale) > Width) return;
            Draw(glyph, x, top, scale);
            x += glyph.Width * scale;
        }
    }

    /// <summary>How wide a line is, in dots.</summary>
    public static int Measure(string text, DotFont font) => text.Sum(c => font[c].Width);

    private void Draw(Glyph glyph, int left, int top, int scale)
    {
        for (var y = 0; y < glyph.Rows.Count * scale && top + y < Height; y++)
        {
            for (var x = 0; x < glyph.Width * scale; x++)
            {
                if ((glyph.Rows[y / scale] >> (glyph.Width - 1 - (x / scale)) & 1) == 0) continue;
                _bytes[((top + y) / 8 * Width) + left + x] |= (byte)(1 << ((top + y) % 8));
            }
        }
    }
}
