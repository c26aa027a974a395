using System.Text.Json;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal;

/// <summary>
/// A line's number and the digest it follows, read without the rest: walking a million lines at the start
/// must not take a minute, and bytes that fit their digest need no second look.
/// </summary>
internal static class LineHead
{
    public static bool TryRead(ReadOnlySpan<byte> line, out long n, out Digest p)
    {
        (n, p) = (0, default);
        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName) continue;
                var isNumber = reader.ValueTextEquals("n"u8);
                var isDigest = reader.ValueTextEquals("p"u8);
                reader.Read();
                if (isNumber && !reader.TryGetInt64(out n)) return false;
                if (isDigest) return n > 0 && Digest.TryParse(reader.ValueSpan, out p);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // no line of ours
        }

        return false;
    }
}
