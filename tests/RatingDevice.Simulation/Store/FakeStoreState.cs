using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Store;

/// <summary>What a fake store holds; copied before each group, so that half a group is never seen.</summary>
internal sealed class FakeStoreState
{
    public SortedDictionary<JournalId, JournalState> Journals { get; init; } = [];

    public SortedDictionary<(JournalId, BootId), BootAnchor> Anchors { get; init; } = [];

    public SortedDictionary<(JournalId, long), Segment> Segments { get; init; } = [];

    public SortedDictionary<(JournalId, long), CounterEvent> Events { get; init; } = [];

    public SortedDictionary<RollupKey, long> Rollups { get; init; } = [];

    public List<QuarantinedPayload> Quarantine { get; init; } = [];

    public long Dropped { get; private set; }

    public FakeStoreState Copy() => new()
    {
        Journals = new(Journals), Anchors = new(Anchors), Segments = new(Segments), Events = new(Events),
        Rollups = new(Rollups), Quarantine = [.. Quarantine], Dropped = Dropped,
    };

    /// <exception cref="ArgumentException">A key that is there already.</exception>
    public void Write(IntakeGroup group, int quarantineMost)
    {
        foreach (var j in group.Journals) Journals[j.Journal] = j;
        foreach (var s in group.Segments)
        {
            Segments.Add(
                (s.Journal, s.First), s with { Header = s.Header.ToArray(), Lines = s.Lines.ToArray() });
        }

        foreach (var a in group.Anchors) Anchors.Add((a.Journal, a.Boot), a);
        foreach (var e in group.Events) Events.Add((e.Journal, e.N), e);
        foreach (var c in group.Deltas)
        {
            var key = RollupKey.Of(c);
            Rollups[key] = Rollups.GetValueOrDefault(key) + c.Count;
        }

        Quarantine.AddRange(group.Quarantine.Select(q => q with { Head = q.Head.ToArray() }));
        var over = Math.Max(0, Quarantine.Count - quarantineMost);
        Quarantine.RemoveRange(0, over);
        Dropped += over;
    }
}
