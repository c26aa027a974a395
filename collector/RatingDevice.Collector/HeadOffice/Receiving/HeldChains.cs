using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>The chains as a store has them, and what is about to be kept on top: later statements of a group
/// see the earlier ones.</summary>
internal sealed class HeldChains(IStatementStore store)
{
    private readonly List<SignedStatement> _pending = [];

    /// <summary>What is about to be kept, in order.</summary>
    public IReadOnlyList<SignedStatement> Pending => _pending;

    public void Take(SignedStatement statement) => _pending.Add(statement);

    public ChainHead? Head(OutletId outlet) => _pending.FindLast(s => s.Head.Outlet == outlet) is { } last
        ? new(outlet, last.Head.N, last.Hash) : store.Head(outlet);

    /// <summary>A statement by its number; null where it is not held.</summary>
    public SignedStatement? Find(OutletId outlet, long n) =>
        _pending.Find(s => s.Head.Outlet == outlet && s.Head.N == n)
        ?? store.Chain(outlet, n).FirstOrDefault() switch
        {
            { Signed: var held } when held.Head.N == n => held,
            _ => null,
        };

    /// <summary>The newest edition for each period of a kind within some days, in order.</summary>
    public IReadOnlyList<SignedStatement> Newest(OutletId outlet, PeriodKind kind, DateOnly from, DateOnly to)
    {
        var newest = new SortedDictionary<DateOnly, SignedStatement>();
        foreach (var kept in store.Newest(outlet, kind, from, to)) newest[From(kept.Signed)] = kept.Signed;
        foreach (var s in _pending)
        {
            if (s.Head.Outlet == outlet && Statement.PeriodOf(s.Head.Period) is { } period
                && period.Kind == kind && period.From >= from && period.To <= to) newest[period.From] = s;
        }

        return [.. newest.Values];
    }

    private static DateOnly From(SignedStatement s) => Statement.PeriodOf(s.Head.Period)!.From;
}
