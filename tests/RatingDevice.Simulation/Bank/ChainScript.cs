using System.Security.Cryptography;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Bank;

/// <summary>
/// Makes an outlet's chain of statements without a collector. Independent of sealing on purpose, so that a
/// fault in one does not hide in the other.
/// </summary>
internal sealed class ChainScript(string outlet = "o-1") : IDisposable
{
    private readonly List<SignedStatement> _made = [];

    public OutletId Outlet { get; } = OutletId.Parse(outlet);

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Digest Fingerprint => Es256.Fingerprint(Key);

    public IReadOnlyList<SignedStatement> Made => _made;

    /// <summary>The day's first edition, or the next one.</summary>
    public SignedStatement Day(DateOnly day, params (string Teller, string Measure, long Count)[] counts) =>
        Add(Draft(Period.Day(day), counts, []));

    /// <summary>A month of its days, or a quarter of its months, as they are now.</summary>
    public SignedStatement Whole(Period period)
    {
        var parts = Parts(period);
        var counts = parts.SelectMany(p => p.Statement.Tellers)
            .SelectMany(t => t.Counts.Select(c => (t.Teller.ToString()!, c.Key, c.Value)))
            .GroupBy(c => (c.Item1, c.Key)).Select(g => (g.Key.Item1, g.Key.Key, g.Sum(c => c.Value)));
        return Add(Draft(period, counts,
            [.. parts.Select(p => new RestsLine(p.Head.Period, p.Head.N, p.Head.Edition, p.Hash))]));
    }

    /// <summary>Signs a statement as the next of the chain, whatever it says.</summary>
    public SignedStatement Add(Statement statement)
    {
        _made.Add(SignedStatement.Of(statement, Key));
        return _made[^1];
    }

    /// <summary>What the next statement of a period says, unsigned.</summary>
    public Statement Draft(
        Period period, IEnumerable<(string Teller, string Measure, long Count)> counts,
        IReadOnlyList<RestsLine> rests)
    {
        var before = _made.FindLast(s => s.Head.Period == period.ToString());
        var tellers = counts.GroupBy(c => c.Teller).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new TellerLine(TellerId.Parse(g.Key), null, new SortedDictionary<string, long>(
                g.ToDictionary(c => c.Measure, c => c.Count), StringComparer.Ordinal)));
        return new(
            new(StatementText.Version, Outlet, _made.Count + 1,
                _made.Count == 0 ? Digest.Zero : _made[^1].Hash, period.ToString(),
                (before?.Head.Edition ?? 0) + 1, before?.Hash,
                before is null ? [] : [StatementReason.LateEntries], "Asia/Shanghai", 0, "service-rating-1",
                Digest.Of("definition"u8), "script 1"),
            [.. tellers], [], null, null, rests, []);
    }

    /// <summary>Keeps what was made from a number on, as a collector's own.</summary>
    public void KeepIn(FakeStatementStore store, DateTimeOffset at, long from = 1) =>
        store.Keep(new([.. _made.Where(s => s.Head.N >= from)], at));

    public void Dispose() => Key.Dispose();

    private List<SignedStatement> Parts(Period period)
    {
        var kind = period.Kind == PeriodKind.Month ? PeriodKind.Day : PeriodKind.Month;
        return [.. _made.Select(s => (Signed: s, Period: Statement.PeriodOf(s.Head.Period)!))
            .Where(s => s.Period.Kind == kind && period.Has(s.Period.From))
            .GroupBy(s => s.Period.From).OrderBy(g => g.Key).Select(g => g.Last().Signed)];
    }
}
