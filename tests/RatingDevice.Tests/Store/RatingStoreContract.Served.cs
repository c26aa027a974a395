using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store;

/// <summary>What the served feed told.</summary>
public abstract partial class RatingStoreContract
{
    private static readonly DateTimeOffset Called = new(2026, 11, 21, 1, 2, 3, 456, TimeSpan.Zero);

    [Fact]
    public void Every_field_of_a_served_row_comes_back_in_order_of_ticket()
    {
        Assert.True(BusinessType.TryParse("个人 业务", out var type));
        var full = new ServedRow(
            Outlet, Day, ServiceId.Parse("b-002"), CounterId.Parse("007"), TellerId.Parse("0001"), type,
            Called.AddMinutes(-9), Called, Called.AddMinutes(4), "withdrawn; 撤回");
        var bare = new ServedRow(
            Outlet, Day, ServiceId.Parse("b-001"), null, null, null, null, null, null, null);
        Store.Commit(new ServedGroup([full, bare], []));
        Store.Commit(new ServedGroup([full with { Day = Day.AddDays(1) }], []));
        Store.Commit(new ServedGroup([full with { Outlet = OutletId.Parse("o-2") }], []));
        Reopen();
        Assert.Equal([bare, full], Store.Served(Outlet, Day));
        Assert.Equal([full with { Day = Day.AddDays(1) }], Store.Served(Outlet, Day.AddDays(1)));
        Assert.Empty(Store.Served(Outlet, Day.AddDays(2)));
        Assert.Equal(3, Store.Dirty(10).Count);
    }

    [Fact]
    public void A_ticket_is_kept_once_and_a_delivery_that_has_it_again_not_even_in_part()
    {
        Store.Commit(new ServedGroup([Row("a-001")], []));
        var mark = Store.Dirty(10);
        var again = new ServedGroup(
            [Row("a-002"), Row("a-001") with { Counter = null }], [Contradiction(1)]);
        Assert.Throws<StoreException>(() => Store.Commit(again));
        Assert.Equal([Row("a-001")], Store.Served(Outlet, Day));
        Assert.Empty(Store.Contradictions(10));
        Assert.Equal(mark, Store.Dirty(10));
    }

    [Fact]
    public void A_completed_row_takes_the_place_of_the_one_held_and_marks_its_day()
    {
        Store.Commit(new ServedGroup([Row("a-001"), Row("a-002")], []));
        var before = Store.Dirty(1)[0].Mark;
        var whole = Row("a-001") with { Finished = Called.AddMinutes(3) };
        Store.Commit(new ServedGroup([], []) { Completed = [whole] });
        Reopen();
        Assert.Equal([whole, Row("a-002")], Store.Served(Outlet, Day));
        Assert.True(Store.Dirty(1)[0].Mark > before);
        Assert.Throws<StoreException>(() => Store.Commit(
            new ServedGroup([Row("a-003")], []) { Completed = [Row("a-009")] }));
        Assert.Equal(2, Store.Served(Outlet, Day).Count);
    }

    [Fact]
    public void Contradictions_are_kept_once_newest_first_bounded_and_what_was_dropped_is_counted()
    {
        for (var i = 0; i < QuarantineMost + 3; i++)
        {
            Store.Commit(new ServedGroup([], [Contradiction(i), Contradiction(i)]));
            var repeated = Contradiction(i) with { Received = Called.AddDays(9), Source = "again.csv" };
            Store.Commit(new ServedGroup([], [repeated]));
        }

        Reopen();
        var kept = Store.Contradictions(100);
        Assert.Equal(Enumerable.Range(3, QuarantineMost).Reverse().Select(Contradiction), kept);
        Assert.Equal(3, Store.ContradictionsDropped());
        Assert.Equal(kept.Take(2), Store.Contradictions(2));
    }

    [Fact]
    public virtual async Task Ingest_feed_and_settling_may_commit_at_once()
    {
        const int Times = 15;
        var store = Store;
        using var feeder = new Feeder(store);
        var ingest = Task.Run(() =>
        {
            for (var i = 0; i < Times; i++)
            {
                var next = _script.Head + (i == 0 ? 0 : 1);
                _script.Stray("fair");
                feeder.Feed(_script.Message(_script.BatchFrom(next)));
            }
        });
        var feed = Task.Run(() =>
        {
            for (var i = 0; i < Times; i++) store.Commit(new ServedGroup([Row($"a-{i}")], []));
        });
        var settling = Task.Run(() =>
        {
            for (var i = 1; i <= Times; i++)
            {
                store.Settle(new(new(Outlet, Day, i), [Cell("served", i)]));
                Assert.Equal(i, Sum("served"));
            }
        });
        await Task.WhenAll(ingest, feed, settling);
        Assert.Equal(Times, store.Served(Outlet, Day).Count);
        Assert.Equal((Times, Times), (Sum("stray"), Sum("served", Grain.Month)));
    }

    private static ServedRow Row(string ticket) => new(
        Outlet, Day, ServiceId.Parse(ticket), CounterId.Parse("c-1"), null, null, null, Called, null, null);

    private static ServedContradiction Contradiction(int i) => new(
        Row("a-001"), Row("a-001") with { Teller = TellerId.Parse($"t-{i}") }, Called.AddMinutes(i), "http");
}
