using System.Security.Cryptography;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Store;

/// <summary>Chains of statements beside the ratings.</summary>
public abstract partial class RatingStoreContract
{
    private readonly ChainScript _chain = new("o-1"), _other = new("o-2");

    private static DateTimeOffset Noon { get; } = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Statements_come_back_verbatim_in_the_order_of_their_chain()
    {
        SignedStatement[] all =
            [_chain.Day("2026-11-20"), _chain.Day("2026-11-21"), _other.Day("2026-11-21")];
        Store.Statements.Keep(new(all, Noon));
        Reopen();
        var kept = Store.Statements.Chain(_chain.Outlet).ToList();
        Assert.Equal([1L, 2L], kept.Select(k => k.Signed.Head.N));
        Assert.Equal(all.Take(2).Select(s => s.ToBytes()), kept.Select(k => k.Signed.ToBytes()));
        Assert.All(kept, k => Assert.Equal((Noon, (Receipt?)null), (k.Kept, k.Receipt)));
        Assert.Equal([2L], Store.Statements.Chain(_chain.Outlet, 2).Select(k => k.Signed.Head.N));
        Assert.Equal(
            [new ChainHead(_chain.Outlet, 2, all[1].Hash), new ChainHead(_other.Outlet, 1, all[2].Hash)],
            Store.Statements.Heads());
        Assert.Equal(2, Store.Statements.Head(_chain.Outlet)!.N);
        Assert.Null(Store.Statements.Head(OutletId.Parse("o-3")));
    }

    [Fact]
    public void A_statement_that_is_not_the_next_of_its_chain_is_kept_not_even_in_part()
    {
        var first = _chain.Day("2026-11-20");
        var second = _chain.Day("2026-11-21");
        var third = _chain.Day("2026-11-22");
        Store.Statements.Keep(new([first], Noon));
        var foreign = _other.Day("2026-11-20");
        Assert.Throws<StoreException>(() => Store.Statements.Keep(new([foreign, third], Noon)));
        Assert.Throws<StoreException>(() => Store.Statements.Keep(new([first], Noon)));
        using var forger = new ChainScript("o-1");
        forger.Day("2026-11-19");
        Assert.Throws<StoreException>(() => Store.Statements.Keep(new([forger.Day("2026-11-21")], Noon)));
        Reopen();
        Assert.Equal(1, Store.Statements.Head(_chain.Outlet)!.N);
        Assert.Null(Store.Statements.Head(_other.Outlet));
        Store.Statements.Keep(new([second, third], Noon));
        Assert.Equal(3, Store.Statements.Head(_chain.Outlet)!.N);
    }

    [Fact]
    public void The_newest_edition_of_a_period_counts_and_all_stay_in_the_chain()
    {
        var first = _chain.Day("2026-11-20", 3);
        SignedStatement[] all =
            [first, _chain.Day("2026-11-21", 5), _chain.Amend(first, 4), _chain.Month("2026-11", 9)];
        Store.Statements.Keep(new(all, Noon));
        Reopen();
        var (from, to) = (new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30));
        Assert.Equal([3L, 2L], Newest(PeriodKind.Day, from, to));
        Assert.Equal([4L], Newest(PeriodKind.Month, from, to));
        Assert.Equal([2L], Newest(PeriodKind.Day, new(2026, 11, 21), to));
        Assert.Empty(Newest(PeriodKind.Quarter, from, to));
        Assert.Equal((new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 21)),
            Store.Statements.Span(_chain.Outlet, PeriodKind.Day));
        Assert.Null(Store.Statements.Span(_other.Outlet, PeriodKind.Day));
        Assert.Equal(4, Store.Statements.Chain(_chain.Outlet).Count());
    }

    [Fact]
    public void A_statement_waits_until_its_receipt_is_kept_and_a_wrong_one_is_refused()
    {
        var (first, second) = (_chain.Day("2026-11-20"), _chain.Day("2026-11-21"));
        Store.Statements.Keep(new([first], Noon));
        Store.Statements.Keep(new([second], Noon.AddHours(1)));
        Assert.Equal((2, Noon), Store.Statements.Backlog());
        Assert.Equal([1L], Store.Statements.Unsent(1).Select(k => k.Signed.Head.N));
        using var above = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var receipt = Receipt.Of(first, Noon.AddHours(2), UnitId.Parse("branch-1"), above);
        Assert.Throws<StoreException>(() => Store.Statements.Receipted(receipt with { Hash = second.Hash }));
        Assert.Throws<StoreException>(() => Store.Statements.Receipted(receipt with { N = 3 }));
        Store.Statements.Receipted(receipt);
        Store.Statements.Receipted(Receipt.Of(first, Noon.AddHours(9), UnitId.Parse("branch-1"), above));
        Reopen();
        Assert.Equal(receipt, Store.Statements.Chain(_chain.Outlet).First().Receipt);
        Assert.Equal([2L], Store.Statements.Unsent(10).Select(k => k.Signed.Head.N));
        Assert.Equal((1, Noon.AddHours(1)), Store.Statements.Backlog());
        Store.Statements.Keep(new([_other.Day("2026-11-20"), _chain.Day("2026-11-22")], Noon));
        IEnumerable<(OutletId, long)> Unsent(int most, params OutletId[] without) =>
            Store.Statements.Unsent(most, without).Select(k => (k.Signed.Head.Outlet, k.Signed.Head.N));
        Assert.Equal([(_chain.Outlet, 2L), (_other.Outlet, 1L), (_chain.Outlet, 3L)], Unsent(10));
        Assert.Equal([(_chain.Outlet, 2L), (_chain.Outlet, 3L)], Unsent(2, _other.Outlet));
        Assert.Empty(Unsent(2, _other.Outlet, _chain.Outlet));
    }

    [Fact]
    public void A_settled_day_is_marked_for_its_statement_until_one_answers_that_very_mark()
    {
        Assert.Empty(Store.Statements.Unsealed(10));
        Store.Settle(new(new(Outlet, Day, 1), [Cell("served", 3)]));
        var first = Assert.Single(Store.Statements.Unsealed(10));
        Assert.Equal((Outlet, Day), (first.Outlet, first.Day));
        Store.Settle(new(new(Outlet, Day, 2), [Cell("served", 4)]));
        Store.Statements.Keep(new([_chain.Day("2026-11-21")], Noon) { Sealed = [first] });
        Reopen();
        var second = Assert.Single(Store.Statements.Unsealed(10));
        Assert.True(second.Mark > first.Mark);
        Store.Statements.Keep(new([], Noon) { Sealed = [second] });
        Assert.Empty(Store.Statements.Unsealed(10));
        Store.Settle(new(new(Outlet, Day, 3), []));
        var third = Assert.Single(Store.Statements.Unsealed(10));
        Assert.True(third.Mark > second.Mark, "a mark was given twice");
    }

    [Fact]
    public void Heads_editions_and_single_statements_are_found_for_many_at_once()
    {
        var first = _chain.Day("2026-11-20", 3);
        SignedStatement[] all =
            [first, _chain.Amend(first, 4), _chain.Month("2026-11", 9), _other.Day("2026-12-01", 1)];
        Store.Statements.Keep(new(all, Noon));
        Reopen();
        var stranger = OutletId.Parse("o-3");
        var heads = Store.Statements.Heads([_chain.Outlet, stranger, _other.Outlet]);
        Assert.Equal([3L, 1L], new[] { _chain, _other }.Select(c => heads[c.Outlet].N));
        Assert.DoesNotContain(stranger, heads);
        var found = Store.Statements.Editions(
        [
            .. all.Select(StatedWhen.Of), new(stranger, PeriodKind.Day, new(2026, 11, 20)),
            new(_other.Outlet, PeriodKind.Day, new(2026, 11, 20)),
        ]);
        Assert.Equal(3, found.Count);
        Assert.Equal(new HeldEdition(2, all[1].Hash), found[StatedWhen.Of(first)]);
        Assert.Equal(new HeldEdition(1, all[2].Hash), found[StatedWhen.Of(all[2])]);
        Assert.Equal(all[1].Hash, Store.Statements.Find(_chain.Outlet, 2)!.Signed.Hash);
        Assert.Null(Store.Statements.Find(_chain.Outlet, 4));
        Assert.Null(Store.Statements.Find(stranger, 1));
    }

    private IEnumerable<long> Newest(PeriodKind kind, DateOnly from, DateOnly to) =>
        Store.Statements.Newest(_chain.Outlet, kind, from, to).Select(k => k.Signed.Head.N);
}
