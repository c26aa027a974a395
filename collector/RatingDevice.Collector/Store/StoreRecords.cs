using RatingDevice.Collector.Account;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store;

/// <summary>A journal as far as it is held.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Device">Whose it is.</param>
/// <param name="Key">Public key of its "opened" line.</param>
/// <param name="Head">Last number held.</param>
/// <param name="Hash">Digest of that line.</param>
internal sealed record JournalState(JournalId Journal, DeviceId Device, string Key, long Head, Digest Hash);

/// <summary>
/// Lines of one journal that arrived in one batch, verbatim: the evidence. Lines held before are not
/// repeated, so
/// segments of a journal follow each other without gap or overlap.
/// </summary>
/// <param name="Journal">The journal.</param>
/// <param name="First">Number of the first line kept here.</param>
/// <param name="Last">Number of the last line kept here.</param>
/// <param name="LastHash">Digest of the last line: what the signature in the header covers.</param>
/// <param name="Header">The batch's header line as sent; its first may be lower than
/// <paramref name="First"/>.</param>
/// <param name="Lines">The lines as sent, each with its line feed.</param>
/// <param name="Received">Collector's clock.</param>
/// <param name="Post">Where the device stood, by the registry, when this arrived.</param>
/// <param name="Rules">The outlet's rules then: what the typed rows were placed by, so they can be made
/// again.</param>
internal sealed record Segment(
    JournalId Journal, long First, long Last, Digest LastHash, ReadOnlyMemory<byte> Header,
    ReadOnlyMemory<byte> Lines, DateTimeOffset Received, Post Post, OutletRules Rules)
{
    /// <summary>A line without its line feed; null where the segment does not have it.</summary>
    public ReadOnlyMemory<byte>? Line(long n)
    {
        if (n < First || n > Last) return null;
        var rest = Lines;
        for (var i = First; Batch.TryTakeLine(ref rest, out var line); i++)
            if (i == n) return line;
        return null;
    }
}

/// <summary>A device's place: which outlet and counter its entries count for.</summary>
internal sealed record Post(OutletId Outlet, CounterId Counter, DeviceId Device)
{
    /// <summary>A device stands at one post at a time; hashing three texts would cost more.</summary>
    public override int GetHashCode() => Device.GetHashCode();
}

/// <summary>How well a moment is known.</summary>
internal enum PlacedBy
{
    /// <summary>By the device's own synced clock.</summary>
    Clock,

    /// <summary>By the collector's clock and the device's monotonic time since.</summary>
    Arrival,

    /// <summary>Between its neighbours: the boot was never online. Estimated.</summary>
    Neighbours,
}

/// <summary>When a boot of unsynced clock began; fixed once, by the first batch that needs it.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Boot">The boot.</param>
/// <param name="Began">UTC of monotonic time 0.</param>
/// <param name="By">How it is known.</param>
internal sealed record BootAnchor(JournalId Journal, BootId Boot, DateTimeOffset Began, PlacedBy By);

/// <summary>A payload that was not taken, kept for a look.</summary>
/// <param name="Received">Collector's clock.</param>
/// <param name="Topic">As sent, at most 200 characters.</param>
/// <param name="Reason">Of the closed list.</param>
/// <param name="Detail">One sentence: what was wrong.</param>
/// <param name="Size">Full size in bytes.</param>
/// <param name="Head">The first 4 KiB.</param>
internal sealed record QuarantinedPayload(
    DateTimeOffset Received, string Topic, RefusalReason Reason,
    string Detail, int Size, ReadOnlyMemory<byte> Head);

/// <summary>What one commit writes.</summary>
/// <param name="Journals">New heads (and new journals), one a journal.</param>
/// <param name="Segments">New evidence in order.</param>
/// <param name="Anchors">Boots placed by this group.</param>
/// <param name="Events">Typed rows of the new evidence.</param>
/// <param name="Deltas">What to add to the rollups; one a key.</param>
/// <param name="Quarantine">Refused payloads.</param>
internal sealed record IntakeGroup(
    IReadOnlyList<JournalState> Journals,
    IReadOnlyList<Segment> Segments,
    IReadOnlyList<BootAnchor> Anchors,
    IReadOnlyList<CounterEvent> Events,
    IReadOnlyList<RollupCell> Deltas,
    IReadOnlyList<QuarantinedPayload> Quarantine)
{
    /// <summary>What the new evidence tells of the devices themselves.</summary>
    public IReadOnlyList<DeviceMoment> Moments { get; init; } = [];
}
