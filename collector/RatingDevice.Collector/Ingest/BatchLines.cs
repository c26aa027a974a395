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
