using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>
/// The chains of statements a store keeps beside its ratings: an outlet's collector those it sealed, a level
/// above those it received. Appended only. Each write is one transaction, and durable when it returns.
/// </summary>
internal interface IStatementStore
{
    /// <summary>The last statement of an outlet's chain; null before the first.</summary>
    ChainHead? Head(OutletId outlet);

    /// <summary>The heads of some chains, in one question where the store is elsewhere; one that was not
    /// begun is not in it.</summary>
    IReadOnlyDictionary<OutletId, ChainHead> Heads(IReadOnlyCollection<OutletId> outlets) =>
        outlets.Distinct().Select(Head).OfType<ChainHead>().ToDictionary(h => h.Outlet);

    /// <summary>The newest edition of some periods, in one question where the store is elsewhere; one of
    /// which none is held is not in it.</summary>
    IReadOnlyDictionary<StatedWhen, HeldEdition> Editions(IReadOnlyCollection<StatedWhen> periods) =>
        periods.Distinct().Select(p => (p, Newest: Newest(p.Outlet, p.Kind, p.First, p.First)))
            .Where(p => p.Newest.Count > 0)
            .ToDictionary(p => p.p, p => HeldEdition.Of(p.Newest[^1].Signed));

    /// <summary>One statement by its number; null where it is not held.</summary>
    KeptStatement? Find(OutletId outlet, long n) =>
        Chain(outlet, n).FirstOrDefault() is { } kept && kept.Signed.Head.N == n ? kept : null;

    /// <summary>Every chain's head, sorted by outlet.</summary>
    IReadOnlyList<ChainHead> Heads();

    /// <summary>The statements of an outlet in order, from a number on.</summary>
    IEnumerable<KeptStatement> Chain(OutletId outlet, long from = 1);

    /// <summary>The newest edition of each period of a kind whose first day lies in a range, of one outlet,
    /// in order of period.</summary>
    IReadOnlyList<KeptStatement> Newest(OutletId outlet, PeriodKind kind, DateOnly from, DateOnly to);

    /// <summary>First day of the first and of the last period of a kind that an outlet has a statement of;
    /// null for none.</summary>
    (DateOnly First, DateOnly Last)? Span(OutletId outlet, PeriodKind kind);

    /// <summary>
    /// Appends statements, each the next of its chain, takes marks away that are still the same, and puts
    /// rows of figures in the place of those held. All or nothing.
    /// </summary>
    /// <exception cref="Store.StoreException">Nothing was kept: the store failed, or a statement is not the
    /// next of its chain (another writer was faster).</exception>
    void Keep(StatementGroup group);

    /// <summary>
    /// Returns once what can be read is as durable as a commit, as <see cref="Store.IRatingStore.Confirm"/>
    /// does. Before a receipt that rests on reading alone.
    /// </summary>
    /// <exception cref="Store.StoreException">It may not be.</exception>
    void Confirm()
    {
        // one writer reads only what it committed
    }

    /// <summary>Statements without a receipt from above, in the order they were kept.</summary>
    /// <param name="most">So many of them.</param>
    /// <param name="without">Outlets whose statements are passed over.</param>
    IReadOnlyList<KeptStatement> Unsent(int most, IReadOnlyCollection<OutletId>? without = null);

    /// <summary>Keeps a receipt beside its statement. A second one changes nothing.</summary>
    /// <exception cref="Store.StoreException">The store failed, or no such statement is held.</exception>
    void Receipted(Receipt receipt);

    /// <summary>How many statements wait for a receipt, and the oldest's moment of keeping.</summary>
    (long Count, DateTimeOffset? Oldest) Backlog();

    /// <summary>Settled days whose statement may not say all that is held, the oldest mark first. A mark is
    /// set by settling.</summary>
    IReadOnlyList<DirtyDay> Unsealed(int most);

    /// <summary>What received statements say, row by row.</summary>
    IStatedFigures Figures { get; }
}
