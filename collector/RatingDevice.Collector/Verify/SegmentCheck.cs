using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Verify;

/// <summary>
/// Checks the lines of one segment against each other, the line before, and the signed header.
/// </summary>
internal static class SegmentCheck
{
    /// <summary>The lines that can be read; whatever is wrong is noted, lowest number first.</summary>
    /// <param name="segment">As stored.</param>
    /// <param name="state">Its journal.</param>
    /// <param name="before">Digest of the line before, as its own segment's signature vouches.</param>
    /// <param name="key">The journal's; null where it cannot be read.</param>
    /// <param name="note">Told entry and sentence.</param>
    public static IReadOnlyList<Entry> Run(
        Segment segment, JournalState state, Digest before, VerifyingKey? key, Action<long, Words> note)
    {
        var (entries, links) = (new List<Entry>(), new List<Link>());
        var (rest, n, hash) = (segment.Lines, segment.First, before);
        for (; Batch.TryTakeLine(ref rest, out var line); n++)
        {
            if (!WireText.TryReadEntry(line.Span, out var entry, out var error))
            {
                Chain(links, segment, note);
                note(n, SegmentFaults.Unread(error));
                return entries;
            }

            if (entry.N != n) note(n, SegmentFaults.OtherNumber(entry.N));
            Opening(entry, state, note);
            links.Add(new Link(n, entry.P == hash));
            hash = Digest.Of(line.Span);
            entries.Add(entry);
        }

        var whole = n == segment.Last + 1 && rest.IsEmpty;
        if (whole) links.Add(new Link(n, hash == segment.LastHash));
        Chain(links, segment, note);
        if (!whole)
            note(Math.Min(n, segment.Last + 1), SegmentFaults.EndsAt(n - 1, segment.Last));
        Signature(segment, state, key, note);
        return entries;
    }

    /// <summary>
    /// A line that was altered breaks the link after it, and the one before only where its own p was altered.
    /// The line before the segment is vouched for by its own signature.
    /// </summary>
    private static void Chain(List<Link> links, Segment segment, Action<long, Words> note)
    {
        var broken = links.FindIndex(l => !l.Holds);
        if (broken < 0) return;
        var n = links[broken].N;
        var own = n == segment.First || (broken + 1 < links.Count && !links[broken + 1].Holds);
        note(own ? n : n - 1, own ? SegmentFaults.NotChained : SegmentFaults.Altered);
    }

    private static void Opening(Entry entry, JournalState state, Action<long, Words> note)
    {
        if (entry is not Opened opened)
        {
            if (entry.N == 1) note(1, SegmentFaults.NoOpening);
        }
        else if (entry.N != 1)
        {
            note(entry.N, SegmentFaults.OpenedAgain);
        }
        else if (opened.Journal != state.Journal || opened.Device != state.Device || opened.Key != state.Key)
        {
            note(1, SegmentFaults.OtherOpening);
        }
    }

    private static void Signature(
        Segment segment, JournalState state, VerifyingKey? key, Action<long, Words> note)
    {
        if (!WireText.TryReadHeader(segment.Header.Span, out var header, out var error))
            note(segment.Last, SegmentFaults.HeaderUnread(error));
        else if (header.Journal != state.Journal || header.Device != state.Device
            || header.First > segment.First || header.First + header.Count - 1 != segment.Last)
            note(segment.Last, SegmentFaults.OtherHeader);
        else if (key is not null && !BatchSignature.Verify(header, segment.LastHash, key.Key))
            note(segment.Last, SegmentFaults.OtherSignature);
    }

    private readonly record struct Link(long N, bool Holds);
}
