using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Places boots of unsynced clocks in time. A boot is placed once, by the first batch that needs it, and
/// never moved: what was counted in an hour stays there.
/// </summary>
internal static class Anchoring
{
    /// <summary>Anchors for the boots of a batch that need one and have none.</summary>
    /// <param name="entries">The new lines, in order.</param>
    /// <param name="header">Of the batch they came in.</param>
    /// <param name="received">Collector's clock at its arrival.</param>
    /// <param name="anchors">Those fixed before.</param>
    /// <param name="before">Where the line before the first was placed; null for none.</param>
    public static IReadOnlyList<BootAnchor> Fix(
        ReadOnlySpan<Entry> entries, BatchHeader header, DateTimeOffset received,
        IReadOnlyDictionary<BootId, BootAnchor> anchors, DateTimeOffset? before)
    {
        var made = new List<BootAnchor>();
        for (var start = 0; start < entries.Length;)
        {
            var end = start + 1;
            while (end < entries.Length && entries[end].Boot == entries[start].Boot) end++;
            var boot = entries[start..end];
            var id = boot[0].Boot;
            var anchor = anchors.GetValueOrDefault(id) ?? made.Find(a => a.Boot == id);
            if (anchor is null && Find(boot, ClockQuality.Unsynced) is not null)
            {
                anchor = Of(boot, header, received, before);
                made.Add(anchor);
            }

            before = Placing.At(boot[^1], anchor);
            start = end;
        }

        return made;
    }

    private static BootAnchor Of(
        ReadOnlySpan<Entry> boot, BatchHeader header, DateTimeOffset received, DateTimeOffset? before)
    {
        var id = boot[0].Boot;
        BootAnchor Fixed(DateTimeOffset began, PlacedBy by) => new(header.Journal, id, began, by);
        if (Find(boot, ClockQuality.Synced) is { } synced)
            return Fixed(Moment.Began(synced.At, synced.Up), PlacedBy.Clock);
        var online = Moment.Began(received, header.Up); // when the boot began that sent the batch
        if (id == header.Boot) return Fixed(online, PlacedBy.Arrival);
        var latest = Moment.Began(online, boot[^1].Up); // it was over when that one began
        return Fixed(before < latest ? before.Value : latest, PlacedBy.Neighbours);
    }

    private static Entry? Find(ReadOnlySpan<Entry> boot, ClockQuality clock)
    {
        foreach (var entry in boot)
            if (entry.Clock == clock) return entry;
        return null;
    }
}
