using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Decides whether a journal message is taken, in the order of WIRE.md, section 9. A decision only: nothing
/// is written, and the same message against the same journal gets the same verdict.
/// </summary>
internal static class Admission
{
    /// <summary>Judges a message whose topic is a journal topic.</summary>
    /// <param name="message">As heard.</param>
    /// <param name="topic">Its topic, read.</param>
    /// <param name="registry">Who belongs to the branch.</param>
    /// <param name="held">What is held of a journal; null for nothing.</param>
    /// <param name="keys">Keys read before.</param>
    public static Verdict Judge(
        IntakeMessage message, Topic topic, BranchRegistry registry,
        Func<JournalId, HeldJournal?> held, KeyRing keys)
    {
        if (BadSize(message) is { } size) return size;
        var batch = message.Batch;
        if (batch.Header is not { } header) return batch.Refused!;
        if (Stranger(header, topic, registry) is { } stranger) return stranger;
        if (batch.Lines is not { } lines) return batch.Refused!;
        var journal = held(header.Journal);
        var no = Misplaced(header, lines, journal)
            ?? Opening(header, lines)
            ?? Broken(header, lines, journal?.State);
        if (no is not null) return no;
        var key = journal?.State.Key ?? ((Opened)lines.Entries[0]).Key;
        no = Unsigned(header, lines, registry, journal?.State, keys.Find(key));
        if (no is not null) return no;

        var skip = journal is null ? 0 : journal.State.Head - header.First + 1;
        if (skip >= lines.Count) return new AlreadyHeld(header.Journal);
        var (last, hash) = (header.First + header.Count - 1, lines.Digests[^1]);
        var post = registry.Find(header.Device)!;
        return new Accepted(
            new Segment(
                header.Journal, header.First + skip, last, hash, batch.Head, lines.From((int)skip),
                message.Received, post, registry.Outlet(post.Outlet)),
            new JournalState(header.Journal, header.Device, key, last, hash),
            header, new ArraySegment<Entry>(lines.Entries, (int)skip, lines.Count - (int)skip));
    }

    /// <summary>Refuses a message whose topic is none of a journal; its size is looked at first.</summary>
    public static Refused BadTopic(IntakeMessage message) => BadSize(message)
        ?? new Refused(RefusalReason.BadTopic, "the topic is no journal or status topic of version 1");

    private static Refused? BadSize(IntakeMessage message) => message.Payload.Length switch
    {
        > Limits.BatchBytes => new(RefusalReason.TooLarge, $"the payload has {message.Payload.Length} bytes"),
        0 => new(RefusalReason.Empty, "the payload is empty"),
        _ => null,
    };

    private static Refused? Stranger(BatchHeader header, Topic topic, BranchRegistry registry)
    {
        if (header.Device != topic.Device)
            return No(header, RefusalReason.DeviceMismatch, $"header names device {header.Device}");
        if (registry.Find(topic.Device) is not { } post)
            return No(header, RefusalReason.UnknownDevice, $"device {topic.Device} is not registered");
        return post.Outlet == topic.Outlet ? null
            : No(header, RefusalReason.WrongOutlet, $"device {topic.Device} is registered at {post.Outlet}");
    }

    /// <summary>
    /// Gap and fork. One equal digest is enough: the chain, checked next, vouches for all lines before.
    /// </summary>
    private static Refused? Misplaced(BatchHeader header, BatchLines lines, HeldJournal? journal)
    {
        var head = journal?.State.Head ?? 0;
        if (header.First > head + 1)
            return No(header, RefusalReason.Gap, $"first is {header.First}, held are lines up to {head}");
        if (journal is null || header.First > head) return null;
        var common = Math.Min(head, header.First + header.Count - 1);
        return journal.Hash(common) == lines.Digests[common - header.First] ? null
            : No(header, RefusalReason.Fork, $"line n {common} is held with other bytes");
    }

    private static Refused? Opening(BatchHeader header, BatchLines lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var n = header.First + i;
            if (lines.Entries[i] is not Opened && n > 1) continue;
            var well = n == 1 && lines.Entries[i] is Opened o
                && o.Journal == header.Journal && o.Device == header.Device;
            if (well) continue;
            return No(header, RefusalReason.BadOpening, n == 1
                ? "n 1 is no \"opened\" of this journal and device" : $"n {n} is an \"opened\"");
        }

        return null;
    }

    private static Refused? Broken(BatchHeader header, BatchLines lines, JournalState? state)
    {
        var first = header.First == 1 ? Digest.Zero
            : header.First == state!.Head + 1 ? state.Hash
            : lines.Entries[0].P; // its predecessor lies before this batch; its own digest was compared
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines.Entries[i].P == (i == 0 ? first : lines.Digests[i - 1])) continue;
            return No(header, RefusalReason.ChainBroken,
                $"p of n {header.First + i} is not the digest of the line before");
        }

        return null;
    }

    private static Refused? Unsigned(
        BatchHeader header, BatchLines lines, BranchRegistry registry, JournalState? state, VerifyingKey? key)
    {
        if (key is null)
            return No(header, RefusalReason.BadOpening, "the key in \"opened\" is no P-256 key");
        if (registry.PinnedKey(header.Device) is { } pinned && pinned != key.Fingerprint)
            return No(header, RefusalReason.KeyMismatch, $"the key's fingerprint is {key.Fingerprint}");
        if (state is not null && state.Device != header.Device)
            return No(header, RefusalReason.JournalTaken, $"the journal belongs to device {state.Device}");
        return BatchSignature.Verify(header, lines.Digests[^1], key.Key) ? null
            : No(header, RefusalReason.BadSignature, "the signature does not fit header and last line");
    }

    private static Refused No(BatchHeader header, RefusalReason reason, string detail) =>
        new(reason, detail, header.Journal);
}
