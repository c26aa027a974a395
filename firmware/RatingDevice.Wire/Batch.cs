namespace RatingDevice.Wire;

/// <summary>A batch payload: one header line, then journal lines as stored, each ended by a line
/// feed.</summary>
public static class Batch
{
    /// <summary>Room a header may take, in bytes; the rest of <see cref="Limits.BatchBytes"/> is for
    /// lines.</summary>
    public const int HeaderRoom = 1024;

    /// <summary>Puts header and lines together.</summary>
    /// <param name="header">Signed.</param>
    /// <param name="lines">The lines, each with its line feed, one after another.</param>
    public static byte[] Write(BatchHeader header, ReadOnlySpan<byte> lines)
    {
        var head = WireText.Write(header);
        var payload = new byte[head.Length + 1 + lines.Length];
        head.CopyTo(payload, 0);
        payload[head.Length] = (byte)'\n';
        lines.CopyTo(payload.AsSpan(head.Length + 1));
        return payload;
    }

    /// <summary>Takes the next line off the front; false at the end or where no line feed follows.</summary>
    public static bool TryTakeLine(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> line)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        line = end < 0 ? default : rest[..end];
        if (end < 0) return false;
        rest = rest[(end + 1)..];
        return true;
    }
}
