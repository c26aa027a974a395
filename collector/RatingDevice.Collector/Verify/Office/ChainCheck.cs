using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>
/// Walks an outlet's chain at head office: bytes, numbers, digests, editions, signature and key, receipts,
/// that months and quarters are the sums of what they rest on, and that days are cut as the tree says. Of
/// what is wrong with the chain the first is a fault, as what follows a break is broken by it; it is read on,
/// so that the figures are still compared.
/// </summary>
internal sealed class ChainCheck(
    IStatementStore statements, BankTree tree, KeyRing keys, OfficeFaults faults, OfficeNotes notes)
{
    /// <summary>Statements read.</summary>
    public long Count { get; private set; }

    /// <summary>Null where the chain cannot be read to its end.</summary>
    public ChainReading? Run(ChainHead head)
    {
        var reading = new ChainReading(head.Outlet, [], []);
        var signer = new SignerCheck(tree, head.Outlet, keys, notes);
        var rules = tree.Outlet(head.Outlet) is { } outlet ? new StatedRules(outlet) : null;
        var (before, broken) = (default(ChainHead), false);
        try
        {
            foreach (var kept in statements.Chain(head.Outlet))
            {
                Count++;
                if (!broken && Wrong(kept, before, reading, signer) is { Length: > 0 } wrong)
                {
                    faults.Add(head.Outlet, $"statement {kept.Signed.Head.N}: {wrong}");
                    broken = true;
                }

                rules?.Add(kept.Signed.Head);
                before = new(head.Outlet, kept.Signed.Head.N, kept.Signed.Hash);
                Note(reading, kept);
            }
        }
        catch (StoreException e)
        {
            faults.Add(head.Outlet, $"statement {Unreadable(head, before?.N ?? 0)}: {e.Message}; the figures "
                + "of the outlet were not compared");
            return null;
        }

        if (!broken && before != head)
            faults.Add(head.Outlet, $"the chain ends at statement {before?.N ?? 0}, its head is {head.N}");
        if (rules?.Otherwise is { Count: > 0 } otherwise) faults.Add(head.Outlet, Cut(otherwise));
        return reading;
    }

    private static string Cut(IReadOnlyCollection<OtherRules> days)
    {
        var (first, last) = (days.First(), days.Last());
        return $"{days.Count} of its days, {first.Day:yyyy-MM-dd} to {last.Day:yyyy-MM-dd}, were cut "
            + $"otherwise than the tree says, the first by {first.Zone}, {first.CutOver} h; it says "
            + $"{first.Known.Zone.Id}, {first.Known.CutOverHour} h";
    }

    /// <summary>The first that cannot be read: a store may read several at once.</summary>
    private long Unreadable(ChainHead head, long after)
    {
        for (var n = after + 1; n < head.N; n++)
        {
            try
            {
                if (statements.Find(head.Outlet, n) is null) return n;
            }
            catch (StoreException)
            {
                return n;
            }
        }

        return head.N;
    }

    private string? Wrong(
        KeptStatement kept, ChainHead? before, ChainReading reading, SignerCheck signer)
    {
        var signed = kept.Signed;
        if (signed.Head.Outlet != reading.Outlet) return $"it is of {signed.Head.Outlet}";
        if (StoredStatement.Refusal(signed, before) is { } refusal) return refusal;
        if (signer.Wrong(signed) is { } stranger) return stranger;
        var period = Statement.PeriodOf(signed.Head.Period)!;
        var replaced = reading.Newest.GetValueOrDefault((period.Kind, period.From))?.Edition;
        if ((signed.Head.Edition, signed.Head.Replaces) != ((replaced?.Edition ?? 0) + 1, replaced?.Hash))
            return $"it is edition {signed.Head.Edition} of {period} and does not follow the one before";
        if (kept.Receipt is { } receipt && signer.Wrong(receipt, signed) is { } unreceipted)
            return unreceipted;
        return period.Kind == PeriodKind.Day ? null
            : WholeSums.Wrong(signed.Statement, Parts(reading, period));
    }

    /// <summary>The newest editions of a whole's parts when it was kept, in order.</summary>
    private List<SignedStatement> Parts(ChainReading reading, Period whole)
    {
        var kind = whole.Kind == PeriodKind.Month ? PeriodKind.Day : PeriodKind.Month;
        var now = Newest(reading.Outlet, kind, whole).ToLookup(k => k.Signed.Head.N, k => k.Signed);
        return [.. reading.Newest
            .Where(n => n.Key.Kind == kind && n.Key.First >= whole.From && n.Key.First <= whole.To)
            .Select(n => now[n.Value.N].FirstOrDefault()
                ?? statements.Find(reading.Outlet, n.Value.N)?.Signed).OfType<SignedStatement>()];
    }

    private IReadOnlyList<KeptStatement> Newest(OutletId outlet, PeriodKind kind, Period whole)
    {
        try
        {
            return statements.Newest(outlet, kind, whole.From, whole.To);
        }
        catch (StoreException)
        {
            return []; // one that came later cannot be read; the walk will meet it
        }
    }

    private static void Note(ChainReading reading, KeptStatement kept)
    {
        var period = Statement.PeriodOf(kept.Signed.Head.Period)!;
        var place = (period.Kind, period.From);
        var came = reading.Newest.GetValueOrDefault(place)?.Came ?? kept.Kept;
        reading.Newest[place] = new(HeldEdition.Of(kept.Signed), kept.Signed.Head.N, came);
        foreach (var teller in StatedPeriod.Of(kept.Signed, kept.Kept).Tellers)
        {
            if (!reading.Tellers.TryGetValue(teller.Teller, out var held) || teller.Seen >= held.Seen)
                reading.Tellers[teller.Teller] = teller with { Outlet = reading.Outlet };
        }
    }
}
