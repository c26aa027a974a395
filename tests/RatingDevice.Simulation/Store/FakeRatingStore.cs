using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Store;

/// <summary>
/// A store in memory. As strict as a real one: a group is kept whole or not at all, (journal, n) can be there
/// once, and what it is handed is copied, as a caller may use its buffers again.
/// </summary>
internal sealed class FakeRatingStore(int quarantineMost = 10_000) : IRatingStore
{
    private readonly Lock _gate = new();
    private readonly FakeStatementStore _chains = new();
    private FakeStoreState _held = new();
    private long _lastUnsealed;

    /// <summary>The next commits fail, as a full disk would make them.</summary>
    public int Failures { get; set; }

    /// <summary>True: nothing can be read or written, as when the file system went away.</summary>
    public bool Away
    {
        get => _chains.Away;
        set => _chains.Away = value;
    }

    /// <summary>Called when the rows of a day are read, for what another collector does meanwhile.</summary>
    public Action? ServedIsRead { get; set; }

    public IStatementStore Statements => _chains;

    /// <inheritdoc cref="FakeStatementStore.Kept"/>
    public Action? Kept
    {
        set => _chains.Kept = value;
    }

    /// <summary>Groups committed.</summary>
    public int Commits { get; private set; }

    public IReadOnlyList<JournalState> Journals() => [.. State.Journals.Values];

    public IReadOnlyList<BootAnchor> Anchors(JournalId journal) =>
        [.. State.Anchors.Values.Where(a => a.Journal == journal)];

    public void Commit(IntakeGroup group) => Write(next => next.Write(group, quarantineMost));

    public void Commit(ServedGroup group) => Write(next => next.Write(group, quarantineMost));

    public void Settle(SettledDay day)
    {
        Write(next => next.Write(day));
        _chains.Mark(day.Day with { Mark = ++_lastUnsealed });
    }

    public IReadOnlyList<DirtyDay> Dirty(int most) => [.. State.Dirty
        .Select(d => new DirtyDay(d.Key.Item1, d.Key.Item2, d.Value)).OrderBy(d => d.Mark).Take(most)];

    public IEnumerable<Segment> Evidence(JournalId journal, long from = 1) =>
        [.. State.Segments.Values.Where(s => s.Journal == journal && s.Last >= from)];

    public IEnumerable<CounterEvent> Events(DateOnly from, DateOnly to) =>
    [
        .. State.Events.Values.Where(e => e.Slot.Day >= from && e.Slot.Day <= to)
            .OrderBy(e => e.At).ThenBy(e => e.Journal).ThenBy(e => e.N),
    ];

    public IEnumerable<CounterEvent> Events(JournalId journal) =>
        [.. State.Events.Values.Where(e => e.Journal == journal)];

    public IEnumerable<CounterEvent> Events(OutletId outlet, DateOnly day) =>
        Events(day, day).Where(e => e.Post.Outlet == outlet);

    public IReadOnlyList<DeviceMoment> Moments(OutletId outlet, DateOnly day) =>
    [
        .. State.Moments.Values.Where(m => m.Post.Outlet == outlet && m.Slot.Day == day)
            .OrderBy(m => m.At).ThenBy(m => m.Journal).ThenBy(m => m.N),
    ];

    public IEnumerable<DeviceMoment> Moments(JournalId journal) =>
        [.. State.Moments.Values.Where(m => m.Journal == journal)];

    public IEnumerable<RollupCell> Rollups(DateOnly from, DateOnly to) =>
        [.. State.Rollups.Where(c => c.Key.Slot.Day >= from && c.Key.Slot.Day <= to && c.Value != 0)
            .Where(c => Tally.Counts(c.Key.Measure)).Select(c => c.Key.Cell(c.Value))];

    public IEnumerable<RollupCell> Sums(SumQuery query)
    {
        var cells = State.Rollups.Concat(State.Derived).Select(c => c.Key.Cell(c.Value)).Where(query.Asks)
            .GroupBy(c => RollupKey.Of(c) with { Slot = SumQuery.Slot(c.Slot, query.Grain) })
            .Where(g => g.Key.Slot.Day >= query.From && g.Key.Slot.Day <= query.To).OrderBy(g => g.Key)
            .Select(g => g.Key.Cell(g.Sum(c => c.Count))).Where(c => c.Count != 0).ToList();
        return query.Together ? [.. query.Add(cells).Reverse()] : cells; // in no order: nobody relies on one
    }

    public IReadOnlyList<ServedRow> Served(OutletId outlet, DateOnly day)
    {
        ServedIsRead?.Invoke();
        return [.. State.Served.Values.Where(r => r.Outlet == outlet && r.Day == day)];
    }

    public IReadOnlyList<ServedContradiction> Contradictions(int most) =>
        [.. State.Contradictions.AsEnumerable().Reverse().Take(most)];

    public long ContradictionsDropped() => State.ContradictionsDropped;

    public IReadOnlyList<QuarantinedPayload> Quarantine(int most) =>
        [.. State.Quarantine.AsEnumerable().Reverse().Take(most)];

    public long QuarantineDropped() => State.Dropped;

    public void Dispose()
    {
        // what is committed stays, as it would on a disk: a test may go on reading
    }

    private void Write(Action<FakeStoreState> write)
    {
        lock (_gate)
        {
            var next = State.Copy();
            try
            {
                write(next);
                if (Failures > 0)
                {
                    Failures--;
                    throw new IOException("no space left");
                }
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                throw new StoreException($"The group was not kept: {e.Message}", e)
                {
                    Conflict = e is HeadMoved,
                };
            }

            _held = next;
            Commits++;
        }
    }

    private FakeStoreState State => !Away ? _held
        : throw new StoreException("The store cannot be read: input/output error", new IOException());
}
