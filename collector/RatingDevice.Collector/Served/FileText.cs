using System.Text;

namespace RatingDevice.Collector.Served;

/// <summary>
/// A text file as UTF-8, whatever it was: bytes that are UTF-8 are taken so, all others for GB 18030, which
/// every Chinese machine's export is. GB 18030 text is hardly ever UTF-8 by chance, and a row in it would not
/// be valid.
/// </summary>
/// <param name="Utf8">The text, without a byte order mark.</param>
/// <param name="Encoding">What it was: "utf-8" or "gb18030".</param>
internal sealed record FileText(byte[] Utf8, string Encoding)
{
    /// <summary>Largest file, in bytes.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static FileText Of(byte[] bytes)
    {
        if (Utf8IsValid(bytes))
            return new(bytes.AsSpan().StartsWith(Mark) ? bytes[Mark.Length..] : bytes, "utf-8");
        try
        {
            var gb = CodePagesEncodingProvider.Instance.GetEncoding(
                "gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
            return new(System.Text.Encoding.UTF8.GetBytes(gb.GetString(bytes)), "gb18030");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("the file is neither UTF-8 nor GB 18030 text", e);
        }
    }

    private static bool Utf8IsValid(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
