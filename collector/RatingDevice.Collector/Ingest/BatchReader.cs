using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Takes a payload apart and says what is wrong with it. Knows nothing of other batches; trusts nothing: a
/// count is believed only after the line feeds have been counted.
/// </summary>
internal static class BatchReader
{
    /// <summary>Takes a payload apart as far as it can be.</summary>
    public static BatchRead Read(ReadOnlyMemory<byte> payload)
    {
        var header = ReadHeader(payload, out var head, out var rest, out var refused);
        var lines = header is null ? null : ReadLines(header, rest, out refused);
        return new BatchRead(header, head, lines, refused);
    }

    /// <summary>Reads the header; null and a refusal where there is none.</summary>
    private static BatchHeader? ReadHeader(
        ReadOnlyMemory<byte> payload, out ReadOnlyMemory<byte> head, out ReadOnlyMemory<byte> lines,
        out Refused? refused)
    {
        lines = payload;
        refused = null;
        if (!Batch.TryTakeLine(ref lines, out head))
            refused = new Refused(RefusalReason.BadHeader, "the payload has no line feed after a header");
        else if (!WireText.TryReadHeader(head.Span, out var header, out var error))
            refused = new Refused(RefusalReason.BadHeader, $"header: {error}");
        else if (header.V != Limits.Version)
            refused = new Refused(RefusalReason.UnsupportedVersion, $"v is {header.V}", header.Journal);
        else if (header.Alg != Es256.Algorithm)
            refused = new Refused(RefusalReason.UnsupportedAlgorithm, "alg is not ES256", header.Journal);
        else
            return header;
        return null;
    }

    /// <summary>
    /// Reads the lines after the header; null and a refusal where they are not what it says.
    /// </summary>
    private static BatchLines? ReadLines(BatchHeader header, ReadOnlyMemory<byte> lines, out Refused? refused)
    {
        refused = Counted(header, lines.Span);
        if (refused is not null) return null;
        var read = new BatchLines(
            lines, new Entry[header.Count], new Digest[header.Count], new int[header.Count]);
        var at = 0;
        for (var i = 0; i < read.Count; i++)
        {
            var length = lines.Span[at..].IndexOf((byte)'\n');
            refused = ReadLine(header, i, lines.Span.Slice(at, length), read);
            if (refused is not null) return null;
            read.Starts[i] = at;
            at += length + 1;
        }

        return read;
    }

    private static Refused? Counted(BatchHeader header, ReadOnlySpan<byte> lines)
    {
        var found = lines.Count((byte)'\n');
        var wrong = found != header.Count ? $"count is {header.Count}, lines are {found}"
            : lines[^1] != '\n' ? "bytes follow the last line"
            : null;
        return wrong is null ? null : new Refused(RefusalReason.BadCount, wrong, header.Journal);
    }

    private static Refused? ReadLine(BatchHeader header, int index, ReadOnlySpan<byte> line, BatchLines into)
    {
        var n = header.First + index;
        if (line.Length > Limits.LineBytes)
        {
            return new Refused(
                RefusalReason.LineTooLong, $"line {index + 1} has {line.Length} bytes", header.Journal);
        }

        if (!WireText.TryReadEntry(line, out var entry, out var error))
            return new Refused(RefusalReason.BadLine, $"line {index + 1}: {error}", header.Journal);
        if (entry.N != n)
        {
            return new Refused(
                RefusalReason.NotConsecutive, $"line {index + 1} has n {entry.N}, not {n}", header.Journal);
        }

        into.Entries[index] = entry;
        into.Digests[index] = Digest.Of(line);
        return null;
    }
}
