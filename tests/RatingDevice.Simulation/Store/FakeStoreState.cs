using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
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

    /// <summary>Cells that days were settled with.</summary>
    public SortedDictionary<RollupKey, long> Derived { get; init; } = [];

    public SortedDictionary<(JournalId, long), DeviceMoment> Moments { get; init; } = [];

    public SortedDictionary<(OutletId, DateOnly, ServiceId), ServedRow> Served { get; init; } = [];

    public List<ServedContradiction> Contradictions { get; init; } = [];

    public long ContradictionsDropped { get; private set; }

    /// <summary>Marks of the days that are to be settled.</summary>
    public Dictionary<(OutletId, DateOnly), long> Dirty { get; init; } = [];

    public long LastMark { get; private set; }

    public List<QuarantinedPayload> Quarantine { get; init; } = [];

    public long Dropped { get; private set; }

    public FakeStoreState Copy() => new()
    {
        Journals = new(Journals), Anchors = new(Anchors), Segments = new(Segments), Events = new(Events),
        Rollups = new(Rollups), Derived = new(Derived), Moments = new(Moments), Served = new(Served),
        Contradictions = [.. Contradictions], ContradictionsDropped = ContradictionsDropped,
        Dirty = new(Dirty), LastMark = LastMark, Quarantine = [.. Quarantine], Dropped = Dropped,
    };

    /// <exception cref="ArgumentException">A key that is there already.</exception>
    public void Write(IntakeGroup group, int quarantineMost)
    {
        var ends = group.Journals.ToDictionary(
            j => j.Journal, j => Journals.GetValueOrDefault(j.Journal)?.Head ?? 0);
        foreach (var j in group.Journals) Journals[j.Journal] = j;
        foreach (var s in group.Segments)
        {
            if (s.First != ends.GetValueOrDefault(s.Journal, -1) + 1) throw new HeadMoved(s.Journal);
            ends[s.Journal] = s.Last;
            Segments.Add(
                (s.Journal, s.First), s with { Header = s.Header.ToArray(), Lines = s.Lines.ToArray() });
        }

        foreach (var a in group.Anchors) Anchors.Add((a.Journal, a.Boot), a);
        foreach (var e in group.Events) Events.Add((e.Journal, e.N), e);
        foreach (var m in group.Moments) Moments.Add((m.Journal, m.N), m);
        foreach (var c in group.Deltas) Add(Rollups, c);
        Mark([
            .. group.Events.Select(e => (e.Post.Outlet, e.Slot.Day)),
            .. group.Moments.Select(m => (m.Post.Outlet, m.Slot.Day)),
        ]);
        Quarantine.AddRange(group.Quarantine.Select(q => q with { Head = q.Head.ToArray() }));
        var over = Math.Max(0, Quarantine.Count - quarantineMost);
        Quarantine.RemoveRange(0, over);
        Dropped += over;
    }

    /// <exception cref="ArgumentException">A new row's key is there already, or a completed one's is
    /// not.</exception>
    public void Write(ServedGroup group, int contradictionsMost)
    {
        foreach (var r in group.Rows) Served.Add(Key(r), Kept(r));
        foreach (var r in group.Completed)
        {
            if (!Served.ContainsKey(Key(r))) throw new ArgumentException($"ticket {r.Ticket} is not held");
            Served[Key(r)] = Kept(r);
        }

        foreach (var c in group.Contradictions)
        {
            var refused = Kept(c.Refused);
            if (Contradictions.Exists(k => k.Refused == refused)) continue;
            Contradictions.Add(new(Kept(c.Kept), refused, Ms(c.Received)!.Value, c.Source));
        }

        var over = Math.Max(0, Contradictions.Count - contradictionsMost);
        Contradictions.RemoveRange(0, over);
        ContradictionsDropped += over;
        Mark(group.Rows.Concat(group.Completed).Select(r => (r.Outlet, r.Day)));
    }

    /// <exception cref="ArgumentException">A cell is not the day's to settle.</exception>
    public void Write(SettledDay settled)
    {
        if (DayCheck.Refusal(settled) is { } refusal) throw new ArgumentException(refusal);
        var (outlet, day, mark) = settled.Day;
        var old = Derived.Keys.Where(k => k.Post.Outlet == outlet && k.Slot.Day == day).ToList();
        foreach (var key in old) Derived.Remove(key);
        foreach (var cell in settled.Cells) Add(Derived, cell);
        if (Dirty.TryGetValue((outlet, day), out var held) && held == mark) Dirty.Remove((outlet, day));
    }

    private void Mark(IEnumerable<(OutletId, DateOnly)> days)
    {
        foreach (var day in days.Distinct()) Dirty[day] = ++LastMark;
    }

    private static void Add(SortedDictionary<RollupKey, long> cells, RollupCell cell)
    {
        var key = RollupKey.Of(cell);
        cells[key] = cells.GetValueOrDefault(key) + cell.Count;
    }

    private static (OutletId, DateOnly, ServiceId) Key(ServedRow r) => (r.Outlet, r.Day, r.Ticket);

    private static ServedRow Kept(ServedRow r) =>
        r with { Issued = Ms(r.Issued), Called = Ms(r.Called), Finished = Ms(r.Finished) };

    private static DateTimeOffset? Ms(DateTimeOffset? at) =>
        at is { } there ? DateTimeOffset.FromUnixTimeMilliseconds(there.ToUnixTimeMilliseconds()) : null;
}

/// <summary>A journal is not where a group was judged against.</summary>
internal sealed class HeadMoved(JournalId journal) : ArgumentException($"{journal} is held further");
