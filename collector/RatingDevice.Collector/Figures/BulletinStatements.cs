using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

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
    public static IReadOnlyList<Column<RestsLine>> Columns { get; } =
    [
        new("period", ColumnKind.Text, new("期间", "Period"), new("报表所封存的期间", "What the statement seals"),
            r => CellValue.Of(r.Period)),
        new("number", ColumnKind.Count, new("编号", "Number"),
            new("本网点报表的编号", "Number among the outlet's statements"), r => CellValue.Of(r.N)),
        new("edition", ColumnKind.Count, new("版次", "Edition"),
            new("该期间的第几版", "Which edition of its period"), r => CellValue.Of(r.Edition)),
        new("hash", ColumnKind.Hash, new("摘要", "Hash"),
            new("报表的 SHA-256", "Digest of the statement"), r => CellValue.Of($"sha256-{r.Hash}")),
    ];

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
