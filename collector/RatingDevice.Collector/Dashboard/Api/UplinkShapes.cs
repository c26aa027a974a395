using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Uplink;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Statements on their way up.</summary>
/// <param name="Sending">False: nothing is set to be sent; statements are kept here.</param>
/// <param name="Unit">This unit; null where it has no name.</param>
/// <param name="To">Where they go.</param>
/// <param name="Made">Statements of all chains here.</param>
/// <param name="Backlog">Statements without a receipt.</param>
/// <param name="Oldest">When the oldest of them was kept.</param>
/// <param name="Receipts">Receipts since start.</param>
/// <param name="Last">The last of them, or that of a last statement made; null for none.</param>
/// <param name="FailingSince">Since when the level above is not reached; null while it is.</param>
/// <param name="Failing">Why, as last told.</param>
/// <param name="HeldUp">Outlets whose statements are not taken.</param>
/// <param name="Resend">The last sending again.</param>
internal sealed record UplinkAnswer(
    bool Sending, string? Unit, string? To, long Made, long Backlog, DateTimeOffset? Oldest, long Receipts,
    ReceiptShape? Last, DateTimeOffset? FailingSince, string? Failing, IReadOnlyList<HoldUpShape> HeldUp,
    ResendState? Resend)
{
    private const int MostHeads = 20;

    /// <param name="unit">This unit.</param>
    /// <param name="store">Statements.</param>
    /// <param name="loop">Null where nothing is sent.</param>
    /// <param name="waits">False where no receipt is waited for: at the top.</param>
    public static UplinkAnswer Of(UnitId? unit, IStatementStore store, UplinkLoop? loop, bool waits)
    {
        var (count, oldest) = waits ? store.Backlog() : (0, null);
        var (book, heads) = (loop?.Book, store.Heads());
        var last = book?.Last ?? (waits ? Kept(store, heads) : null);
        // numbers of a chain have no gaps: its last one is how many there are
        return new(loop is not null, unit?.ToString(), loop?.Where, heads.Sum(h => h.N), count, oldest,
            book?.Receipts ?? 0, last is null ? null : ReceiptShape.Of(last), book?.Failing?.Since,
            book?.Failing?.What, [.. (book?.HeldUp.Now ?? []).Select(HoldUpShape.Of)], book?.Resend);
    }

    /// <summary>After a start no receipt has come yet; some chains' ends are looked at for one of
    /// before.</summary>
    private static Receipt? Kept(IStatementStore store, IReadOnlyList<ChainHead> heads)
    {
        try
        {
            return heads.Take(MostHeads).Select(h => store.Find(h.Outlet, h.N)?.Receipt).OfType<Receipt>()
                .MaxBy(r => r.At);
        }
        catch (StoreException)
        {
            return null; // a damaged statement is told by verify
        }
    }
}

/// <summary>A receipt of the level above.</summary>
internal sealed record ReceiptShape(string Outlet, long N, string Hash, DateTimeOffset At, string By)
{
    public static ReceiptShape Of(Receipt r) =>
        new(r.Outlet.ToString(), r.N, r.Hash.ToString(), r.At, r.By.ToString());
}

/// <summary>An outlet whose statements are not taken; "again" is null where somebody has to look.</summary>
internal sealed record HoldUpShape(
    string Outlet, long N, string Reason, string Detail, string Todo, DateTimeOffset Since,
    DateTimeOffset? Again)
{
    private const string WrongReceipt = "wrong-receipt",
        Compare = "Compare uplink:key with the fingerprint of the level above, by telephone.";

    public static HoldUpShape Of(HoldUp h) => new(
        h.Outlet.ToString(), h.N, h.Reason is { } reason ? Shapes.Kebab(reason) : WrongReceipt, h.Detail,
        h.Reason is { } why ? RefusedStatement.Advice(why) : Compare, h.Since, h.Again);
}
