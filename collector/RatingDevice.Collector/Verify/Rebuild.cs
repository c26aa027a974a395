using RatingDevice.Collector.Account;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Verify;

/// <summary>Makes again what follows from something else that is held.</summary>
internal static class Rebuild
{
    /// <summary>The rollups as the typed rows give them, sorted by key.</summary>
    public static IReadOnlyList<RollupCell> Cells(IEnumerable<CounterEvent> events)
    {
        var sums = new RollupSums();
        foreach (var e in events) sums.Add(e);
        return sums.Cells();
    }

    /// <summary>
    /// Brings stored cells of hours in line with the typed rows in one commit; returns how many were off.
    /// Days and months follow by the same difference. Only while nothing else writes.
    /// </summary>
    public static int Repair(IRatingStore store)
    {
        var sums = new RollupSums();
        foreach (var e in store.Events(DateOnly.MinValue, DateOnly.MaxValue)) sums.Add(e);
        foreach (var cell in store.Rollups(DateOnly.MinValue, DateOnly.MaxValue))
            sums.Add(cell with { Count = -cell.Count });
        var off = sums.Cells();
        if (off.Count > 0) store.Commit(new IntakeGroup([], [], [], [], off, []));
        return off.Count;
    }

    /// <summary>
    /// Makes the device moments of a store that has none, as those of version 1 had none, from its lines, in
    /// one commit; returns how many. Only while nothing else writes.
    /// </summary>
    public static int Moments(IRatingStore store)
    {
        var journals = store.Journals();
        if (journals.Any(j => store.Moments(j.Journal).Any())) return 0;
        var made = journals.SelectMany(j => Told(store, j.Journal)).ToList();
        if (made.Count > 0) store.Commit(new IntakeGroup([], [], [], [], [], []) { Moments = made });
        return made.Count;
    }

    private static IEnumerable<DeviceMoment> Told(IRatingStore store, JournalId journal)
    {
        var anchors = store.Anchors(journal).ToDictionary(a => a.Boot);
        foreach (var segment in store.Evidence(journal))
        {
            var rest = segment.Lines;
            while (Batch.TryTakeLine(ref rest, out var line))
            {
                if (WireText.TryReadEntry(line.Span, out var entry, out _)
                    && Placing.Told(entry, journal, anchors.GetValueOrDefault(entry.Boot), segment.Post,
                        segment.Rules) is { } told)
                    yield return told;
            }
        }
    }
}
