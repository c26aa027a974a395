using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>A line that is held, and the segment it came in.</summary>
internal sealed record HeldLine(Segment Segment, ReadOnlyMemory<byte> Bytes)
{
    public Digest Hash => Digest.Of(Bytes.Span);

    /// <summary>
    /// The line read; null where it cannot be (the store was altered: verification names it).
    /// </summary>
    public Entry? Read() => WireText.TryReadEntry(Bytes.Span, out var entry, out _) ? entry : null;

    /// <summary>
    /// A line of segments not yet committed, otherwise of the store; null where neither has it.
    /// </summary>
    public static HeldLine? Find(
        IReadOnlyList<Segment> pending, IRatingStore store, JournalId journal, long n)
    {
        var segment = pending.FirstOrDefault(s => s.Journal == journal && s.First <= n && n <= s.Last)
            ?? store.Evidence(journal, n).FirstOrDefault();
        return segment?.Line(n) is { } line ? new HeldLine(segment, line) : null;
    }
}
