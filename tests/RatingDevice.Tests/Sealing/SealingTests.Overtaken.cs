using RatingDevice.Collector.Store;

namespace RatingDevice.Tests.Sealing;

/// <summary>Looks that broke off, and collectors that were overtaken.</summary>
public sealed partial class SealingTests
{
    [Fact]
    public void A_month_whose_day_was_amended_by_a_look_that_broke_off_follows_at_the_next()
    {
        Rate(2);
        Seal("2027-01-03T17:30:00Z");
        Rate(1);
        using (var stop = new CancellationTokenSource())
        {
            // the 3rd of January is the last day due, after the amended one
            _store.Kept = () => stop.Cancel();
            Assert.Equal(1, Desk().Seal(Outlet, At("2027-01-04T17:30:00Z"), stop: stop.Token));
            _store.Kept = null;
        }

        Assert.Equal(("2026-11-21", 2), (Chain()[^1].Head.Period, Chain()[^1].Head.Edition));
        // the new day only
        Assert.Equal(1, Desk().Seal(Outlet, At("2027-01-04T17:30:00Z"), wholesToo: false));
        Assert.Equal(2, Seal("2027-01-04T17:31:00Z"));
        Assert.Equal([("2026-11", 2), ("2026-Q4", 2)],
            Chain().TakeLast(2).Select(s => (s.Head.Period, s.Head.Edition)));
        Assert.Equal(0, Seal("2027-01-04T17:32:00Z"));
    }

    [Fact]
    public void What_another_collector_sealed_while_a_day_was_read_is_not_overwritten_by_less()
    {
        Rate(2);
        var other = false;
        _store.ServedIsRead = () =>
        {
            if (other) return;
            other = true; // between the reading of the first collector's marks and of its rows
            Rate(1);
            Assert.Equal(1, Seal("2026-11-21T17:00:00Z"));
        };
        var slow = Assert.Throws<StoreException>(() => Seal("2026-11-21T17:00:00Z"));
        _store.ServedIsRead = null;
        Assert.NotNull(slow);
        Assert.Equal(0, Seal("2026-11-21T17:01:00Z"));
        Assert.Equal(3, Counts(Assert.Single(Chain()), "1001")["rated"]);
    }
}
