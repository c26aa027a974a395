using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Tests.Simulation;

/// <summary>A store as it is; a mutant changes one thing.</summary>
internal abstract class MutantStore(IRatingStore inner) : IRatingStore
{
    protected IRatingStore Inner => inner;

    public virtual IReadOnlyList<JournalState> Journals() => inner.Journals();

    public IReadOnlyList<BootAnchor> Anchors(JournalId journal) => inner.Anchors(journal);

    public abstract void Commit(IntakeGroup group);

    public IEnumerable<Segment> Evidence(JournalId journal, long from = 1) => inner.Evidence(journal, from);

    public IEnumerable<CounterEvent> Events(DateOnly from, DateOnly to) => inner.Events(from, to);

    public IEnumerable<CounterEvent> Events(JournalId journal) => inner.Events(journal);

    public IEnumerable<RollupCell> Rollups(DateOnly from, DateOnly to) => inner.Rollups(from, to);

    public IEnumerable<RollupCell> Sums(SumQuery query) => inner.Sums(query);

    public IEnumerable<CounterEvent> Events(OutletId outlet, DateOnly day) => inner.Events(outlet, day);

    public IReadOnlyList<DeviceMoment> Moments(OutletId outlet, DateOnly day) => inner.Moments(outlet, day);

    public IEnumerable<DeviceMoment> Moments(JournalId journal) => inner.Moments(journal);

    public IReadOnlyList<ServedRow> Served(OutletId outlet, DateOnly day) => inner.Served(outlet, day);

    public IReadOnlyList<ServedContradiction> Contradictions(int most) => inner.Contradictions(most);

    public long ContradictionsDropped() => inner.ContradictionsDropped();

    public IReadOnlyList<DirtyDay> Dirty(int most) => inner.Dirty(most);

    public void Commit(ServedGroup group) => inner.Commit(group);

    public void Settle(SettledDay day) => inner.Settle(day);

    public IReadOnlyList<QuarantinedPayload> Quarantine(int most) => inner.Quarantine(most);

    public long QuarantineDropped() => inner.QuarantineDropped();

    public IStatementStore Statements => inner.Statements;

    public virtual void Dispose() => inner.Dispose();
}

/// <summary>Says "kept" at once and writes with the next group.</summary>
internal sealed class HastyStore(IRatingStore inner) : MutantStore(inner)
{
    private IntakeGroup? _later;

    public override void Commit(IntakeGroup group)
    {
        if (_later is { } before) Inner.Commit(before);
        _later = group;
    }
}

/// <summary>Counts every group twice.</summary>
internal sealed class DoublingStore(IRatingStore inner) : MutantStore(inner)
{
    public override void Commit(IntakeGroup group) =>
        Inner.Commit(group with { Deltas = [.. group.Deltas.Select(d => d with { Count = d.Count * 2 })] });
}

/// <summary>Knows no journal when it is opened, as if nothing had been held.</summary>
internal sealed class ForgetfulStore(IRatingStore inner) : MutantStore(inner)
{
    public override IReadOnlyList<JournalState> Journals() => [];

    public override void Commit(IntakeGroup group) => Inner.Commit(group);
}
