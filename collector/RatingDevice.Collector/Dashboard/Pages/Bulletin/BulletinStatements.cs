using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Pages.Bulletin;

/// <summary>
/// The statements of a month that say what a bulletin prints, by number, edition and digest. The same
/// holdings give the same; nothing of it depends on when it is asked.
/// </summary>
/// <param name="Month">The month's own; null while it is not sealed.</param>
/// <param name="Days">Newest edition of each day, in order.</param>
/// <param name="Unsealed">Days of the month with entries that no statement says yet.</param>
internal sealed record BulletinStatements(
    RestsLine? Month, IReadOnlyList<RestsLine> Days, int Unsealed)
{
    public IEnumerable<RestsLine> All => Month is { } month ? Days.Prepend(month) : Days;

    public static BulletinStatements Of(IRatingStore store, OutletId outlet, Period month)
    {
        IReadOnlyList<RestsLine> Newest(PeriodKind kind) =>
        [
            .. store.Statements.Newest(outlet, kind, month.From, month.To).Select(k => new RestsLine(
                k.Signed.Head.Period, k.Signed.Head.N, k.Signed.Head.Edition, k.Signed.Hash)),
        ];
        var open = store.Statements.Unsealed(int.MaxValue).Concat(store.Dirty(int.MaxValue))
            .Where(d => d.Outlet == outlet && month.Has(d.Day)).Select(d => d.Day).Distinct().Count();
        return new(Newest(PeriodKind.Month).LastOrDefault(), Newest(PeriodKind.Day), open);
    }
}
