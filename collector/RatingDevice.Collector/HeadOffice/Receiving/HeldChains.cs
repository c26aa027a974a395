using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>
/// The chains as a store has them, and what is about to be kept on top: later statements of a group see the
/// earlier ones. What every statement is judged by is asked once for the group, the rest when it is needed.
/// </summary>
internal sealed class HeldChains
{
    private readonly IStatementStore _store;
    private readonly List<SignedStatement> _pending = [];
    private readonly Dictionary<OutletId, ChainHead> _heads;
    private readonly Dictionary<StatedWhen, HeldEdition> _editions;

    /// <param name="store">Has the chains.</param>
    /// <param name="coming">What will be judged.</param>
    public HeldChains(IStatementStore store, IEnumerable<SignedStatement> coming)
    {
        var all = coming.ToList();
        _store = store;
        _heads = new(store.Heads([.. all.Select(s => s.Head.Outlet).Distinct()]));
        // whose chain has not begun has no edition of anything
        _editions = new(store.Editions(
            [.. all.Where(s => _heads.ContainsKey(s.Head.Outlet)).Select(StatedWhen.Of).Distinct()]));
    }

    /// <summary>What is about to be kept, in order.</summary>
    public IReadOnlyList<SignedStatement> Pending => _pending;

    public void Take(SignedStatement statement)
    {
        _pending.Add(statement);
        _heads[statement.Head.Outlet] = new(statement.Head.Outlet, statement.Head.N, statement.Hash);
        _editions[StatedWhen.Of(statement)] = HeldEdition.Of(statement);
    }

    /// <summary>Of a statement that was said to come.</summary>
    public ChainHead? Head(OutletId outlet) => _heads.GetValueOrDefault(outlet);

    /// <summary>The newest edition of the period of a statement that was said to come.</summary>
    public HeldEdition? Edition(SignedStatement of) =>
        _editions.TryGetValue(StatedWhen.Of(of), out var held) ? held : null;

    /// <summary>A statement by its number; null where it is not held.</summary>
    public SignedStatement? Find(OutletId outlet, long n) => Head(outlet) is not { } head || n > head.N ? null
        : _pending.Find(s => s.Head.Outlet == outlet && s.Head.N == n) ?? _store.Find(outlet, n)?.Signed;

    /// <summary>The newest edition for each period of a kind within some days, in order.</summary>
    public IReadOnlyList<SignedStatement> Newest(OutletId outlet, PeriodKind kind, DateOnly from, DateOnly to)
    {
        var newest = new SortedDictionary<DateOnly, SignedStatement>();
        foreach (var kept in _store.Newest(outlet, kind, from, to)) newest[From(kept.Signed)] = kept.Signed;
        foreach (var s in _pending)
        {
            if (s.Head.Outlet == outlet && Statement.PeriodOf(s.Head.Period) is { } period
                && period.Kind == kind && period.From >= from && period.To <= to) newest[period.From] = s;
        }

        return [.. newest.Values];
    }

    private static DateOnly From(SignedStatement s) => Statement.PeriodOf(s.Head.Period)!.From;
}
