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
        var (made, runs) = (new List<BootAnchor>(), BootRun.Split(entries));
        var latest = Latest(runs, entries, header, received, anchors);
        for (var i = 0; i < runs.Count; i++)
        {
            var boot = entries[runs[i].Lines];
            var anchor = anchors.GetValueOrDefault(runs[i].Boot) ?? made.Find(a => a.Boot == runs[i].Boot);
            if (anchor is null && Find(boot, ClockQuality.Unsynced) is not null)
            {
                anchor = Of(boot, header, received, before < latest[i] ? before.Value : latest[i]);
                made.Add(anchor);
            }

            before = Placing.At(boot[^1], anchor);
        }

        return made;
    }

    private static BootAnchor Of(
        ReadOnlySpan<Entry> boot, BatchHeader header, DateTimeOffset received, DateTimeOffset estimate)
    {
        var id = boot[0].Boot;
        if (ByClock(boot) is { } began) return new BootAnchor(header.Journal, id, began, PlacedBy.Clock);
        return id == header.Boot
            ? new BootAnchor(header.Journal, id, Moment.Began(received, header.Up), PlacedBy.Arrival)
            : new BootAnchor(header.Journal, id, estimate, PlacedBy.Neighbours);
    }

    /// <summary>
    /// The latest each boot can have begun: it was over when the next one began, and the last was over when
    /// the boot began that sent the batch.
    /// </summary>
    private static DateTimeOffset[] Latest(
        List<BootRun> runs, ReadOnlySpan<Entry> entries, BatchHeader header, DateTimeOffset received,
        IReadOnlyDictionary<BootId, BootAnchor> anchors)
    {
        var latest = new DateTimeOffset[runs.Count];
        var next = Moment.Began(received, header.Up);
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            var boot = entries[runs[i].Lines];
            if (runs[i].Boot != header.Boot) next = Moment.Began(next, boot[^1].Up);
            var known = anchors.GetValueOrDefault(runs[i].Boot)?.Began ?? ByClock(boot) ?? next;
            next = latest[i] = known < next ? known : next;
        }

        return latest;
    }

    private static DateTimeOffset? ByClock(ReadOnlySpan<Entry> boot) =>
        Find(boot, ClockQuality.Synced) is { } synced ? Moment.Began(synced.At, synced.Up) : null;

    private static Entry? Find(ReadOnlySpan<Entry> boot, ClockQuality clock)
    {
        foreach (var entry in boot)
            if (entry.Clock == clock) return entry;
        return null;
    }
}

/// <summary>Lines of a batch that follow each other in one boot.</summary>
internal readonly record struct BootRun(BootId Boot, Range Lines)
{
    public static List<BootRun> Split(ReadOnlySpan<Entry> entries)
    {
        var runs = new List<BootRun>();
        for (var start = 0; start < entries.Length;)
        {
            var end = start + 1;
            while (end < entries.Length && entries[end].Boot == entries[start].Boot) end++;
            runs.Add(new BootRun(entries[start].Boot, start..end));
            start = end;
        }

        return runs;
    }
}
