using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Uplink;

/// <summary>What came of bringing a statement, or one before it.</summary>
/// <param name="Of">The one it is about.</param>
/// <param name="Became">What became of it.</param>
/// <param name="BadReceipt">Why its receipt is no good; empty for a good one or none.</param>
internal readonly record struct Brought(SignedStatement Of, Delivery Became, string BadReceipt = "")
{
    public bool Delivered => Became is Taken && BadReceipt.Length == 0;
}

/// <summary>
/// Brings one statement up and its receipt back. It counts as delivered when the receipt is on disk here,
/// and by nothing else. Where the level above misses earlier ones, those go first.
/// </summary>
/// <param name="office">The level above.</param>
/// <param name="store">Has the chain, and keeps receipts.</param>
/// <param name="pinned">Fingerprint of the key of the level above.</param>
internal sealed class Courier(IHeadOffice office, IStatementStore store, Digest pinned)
{
    /// <exception cref="Store.StoreException">The receipt could not be kept.</exception>
    public async Task<Brought> BringAsync(SignedStatement statement, CancellationToken stop)
    {
        var came = await OneAsync(statement, stop);
        if (came.Became is not Refused { Reason: StatementRefusal.Gap, Have: { } have }) return came;
        if (have < 0 || have + 1 >= statement.Head.N) return came; // makes no sense: for people
        foreach (var earlier in store.Chain(statement.Head.Outlet, have + 1))
        {
            if (earlier.Signed.Head.N >= statement.Head.N) break;
            var one = await OneAsync(earlier.Signed, stop);
            if (!one.Delivered && one.Became is not Underway) return one;
        }

        return await OneAsync(statement, stop);
    }

    private async Task<Brought> OneAsync(SignedStatement statement, CancellationToken stop)
    {
        var became = await office.DeliverAsync(statement, stop);
        if (became is not Taken taken) return new(statement, became);
        var wrong = ReceiptCheck.Wrong(taken.Receipt, statement, pinned);
        if (wrong.Length > 0) return new(statement, became, wrong);
        store.Receipted(taken.Receipt);
        office.Settled(statement);
        return new(statement, became);
    }
}
