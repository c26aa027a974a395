using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Served;

/// <summary>
/// Where every delivery of the feed comes, whichever way it came: read, compared with what is held, committed
/// as one. The answer is given after the commit, so what it calls taken is durable; the same delivery again
/// changes nothing.
/// </summary>
internal sealed class ServedDesk(IRatingStore store, Func<BranchRegistry> registry, TimeProvider time)
{
    /// <summary>Rows of one delivery.</summary>
    public const int MostRows = 1000;

    /// <summary>Customers of one outlet and day; more is not a bank's outlet but a mistake.</summary>
    public const int MostOfDay = 20_000;

    // Where collectors share a store they take turns; what meets all the same is judged anew.
    private const int MostConflicts = 5;

    private readonly Lock _gate = new();

    /// <summary>Counted since start.</summary>
    public ServedCounters Counters { get; } = new();

    /// <summary>Takes a delivery, at most <see cref="MostRows"/> rows.</summary>
    /// <param name="rows">As told.</param>
    /// <param name="outlet">Whose it is; null where the rows say.</param>
    /// <param name="source">Where it came from.</param>
    /// <exception cref="StoreException">Nothing was kept.</exception>
    public ServedReceipt Take(IReadOnlyList<ToldRow> rows, OutletId? outlet, string source)
    {
        // rows of one key are compared with each other too, so one delivery at a time
        lock (_gate)
        {
            using var turn = store.FeedTurn();
            for (var conflicts = 1; ; conflicts++)
            {
                try
                {
                    var receipt = Judge(rows, outlet, source);
                    Counters.Count(receipt);
                    return receipt;
                }
                catch (StoreException e) when (e.Conflict && conflicts < MostConflicts)
                {
                    // somebody told of the same customers; against those all rows are judged again
                }
            }
        }
    }

    private ServedReceipt Judge(IReadOnlyList<ToldRow> rows, OutletId? outlet, string source)
    {
        var draft = new ServedDraft(store, time.GetUtcNow(), source);
        foreach (var told in rows.Take(MostRows))
        {
            var wrong = told.Wrong;
            var row = told.Fields is null ? null
                : ServedReading.Read(told.Fields, outlet, registry(), draft.Now, out wrong);
            if (row is null) draft.Refuse(told.Row, wrong);
            else draft.Take(told.Row, row);
        }

        foreach (var over in rows.Skip(MostRows))
            draft.Refuse(over.Row, $"a delivery has at most {MostRows} rows");
        if (draft.Group() is { } group) store.Commit(group);
        else store.Confirm();
        return draft.Receipt();
    }
}

/// <summary>What the feed told since start; written under the desk's lock, read by anyone.</summary>
internal sealed class ServedCounters
{
    private long _taken, _completed, _known, _contradicting, _refused;

    public long Taken => Interlocked.Read(ref _taken);

    public long Completed => Interlocked.Read(ref _completed);

    public long Known => Interlocked.Read(ref _known);

    public long Contradicting => Interlocked.Read(ref _contradicting);

    public long Refused => Interlocked.Read(ref _refused);

    public void Count(ServedReceipt receipt)
    {
        Interlocked.Add(ref _taken, receipt.Taken);
        Interlocked.Add(ref _completed, receipt.Completed);
        Interlocked.Add(ref _known, receipt.Known);
        Interlocked.Add(ref _contradicting, receipt.Contradicting.Count);
        Interlocked.Add(ref _refused, receipt.Refused.Count);
    }
}
