using System.Text;

namespace RatingDevice.Wire;

/// <summary>
/// Walks over a line that should be exactly as this program writes it. A step that does not fit says no and
/// leaves the judgement to the JSON reader.
/// </summary>
internal ref struct CanonicalCursor(ReadOnlySpan<byte> line)
{
    private const int MostDigits = 18, InstantLength = 24;

    private ReadOnlySpan<byte> _rest = line;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>These very bytes come next.</summary>
    public bool Take(ReadOnlySpan<byte> literal)
    {
        if (!_rest.StartsWith(literal)) return false;
        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>A whole number, 0 or more.</summary>
    public bool Number(out long value)
    {
        value = 0;
        var length = 0;
        for (; length < MostDigits && length < _rest.Length && IsDigit(_rest[length]); length++)
            value = value * 10 + (_rest[length] - '0');
        if (length is 0 or MostDigits || (length > 1 && _rest[0] == '0')) return false;
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Whole milliseconds.</summary>
    public bool Milliseconds(out TimeSpan time)
    {
        var ok = Number(out var ms) && ms <= MillisecondsConverter.Most;
        time = ok ? TimeSpan.FromMilliseconds(ms) : default;
        return ok;
    }

    /// <summary>A text without escapes and its closing quote; the opening one was taken.</summary>
    public bool Text(out ReadOnlySpan<byte> text)
    {
        var end = _rest.IndexOf((byte)'"');
        text = end < 0 ? default : _rest[..end];
        if (end < 0 || text.Contains((byte)'\\')) return false;
        _rest = _rest[(end + 1)..];
        return true;
    }

    /// <summary>An id and its closing quote.</summary>
    public bool Id<TKind>(out Id<TKind> id)
        where TKind : IIdKind
    {
        id = default;
        return Text(out var text) && text.Length <= Wire.Id<TKind>.MaxLength && Ascii.IsValid(text)
            && Wire.Id<TKind>.TryParse(Encoding.ASCII.GetString(text), out id);
    }

    /// <summary>A digest and its closing quote.</summary>
    public bool Digest(out Digest digest)
    {
        digest = default;
        return Text(out var text) && Wire.Digest.TryParse(text, out digest);
    }

    /// <summary>An instant and its closing quote.</summary>
    public bool Instant(out DateTimeOffset at)
    {
        at = default;
        if (!Text(out var t) || t.Length != InstantLength) return false;
        if (t[4] != '-' || t[7] != '-' || t[10] != 'T' || t[13] != ':' || t[16] != ':' || t[19] != '.'
            || t[23] != 'Z')
            return false;
        var (year, month, day) = (Digits(t[..4]), Digits(t[5..7]), Digits(t[8..10]));
        var (hour, minute, second) = (Digits(t[11..13]), Digits(t[14..16]), Digits(t[17..19]));
        var ms = Digits(t[20..23]);
        if (year < 1 || month is < 1 or > 12) return false;
        if (day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || ms < 0) return false;
        at = new DateTimeOffset(year, month, day, hour, minute, second, ms, TimeSpan.Zero);
        return true;
    }

    private static bool IsDigit(byte b) => char.IsAsciiDigit((char)b);

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var b in text)
        {
            if (!IsDigit(b)) return -1;
            value = value * 10 + (b - '0');
        }

        return value;
    }
}
