using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>The lines of a batch, read and hashed.</summary>
/// <param name="Lines">All lines as sent, each with its line feed.</param>
/// <param name="Entries">One a line.</param>
/// <param name="Digests">Digest of each line.</param>
/// <param name="Starts">Where each line begins in <paramref name="Lines"/>.</param>
internal sealed record BatchLines(ReadOnlyMemory<byte> Lines, Entry[] Entries, Digest[] Digests, int[] Starts)
{
    public int Count => Entries.Length;

    /// <summary>The lines from an index on, as sent.</summary>
    public ReadOnlyMemory<byte> From(int index) => Lines[Starts[index]..];
}

/// <summary>A journal payload taken apart.</summary>
/// <param name="Header">Null where there is none.</param>
/// <param name="Head">The header's line as sent.</param>
/// <param name="Lines">Null where they are not what the header says.</param>
/// <param name="Refused">Why one of them is null.</param>
internal sealed record BatchRead(
    BatchHeader? Header, ReadOnlyMemory<byte> Head, BatchLines? Lines, Refused? Refused);
