using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Store;

/// <summary>Days that are to be settled, and what devices told of themselves.</summary>
public abstract partial class RatingStoreContract
{
    private static OutletId Outlet => TestBranch.Post("d-1").Outlet;

    [Fact]
    public void A_day_is_marked_until_it_is_settled_at_its_latest_mark()
    {
        Assert.Empty(Store.Dirty(10));
        Feed(Day1());
        var first = Assert.Single(Store.Dirty(10));
        Assert.Equal((Outlet, Day), (first.Outlet, first.Day));
        var next = _script.Head + 1;
        _script.Stray("fair");
        Feed(_script.Batch(next, 1));
        var second = Assert.Single(Store.Dirty(10));
        Assert.True(second.Mark > first.Mark);
        Store.Settle(new(first, [Cell("served", 3)]));
        Reopen();
        Assert.Equal(second, Assert.Single(Store.Dirty(10)));
        Assert.Equal(3, Sum("served"));
        Store.Settle(new(second, [Cell("served", 4)]));
        Assert.Empty(Store.Dirty(10));
        Store.Commit(new ServedGroup([Row("a-001")], []));
        var third = Assert.Single(Store.Dirty(10));
        Assert.True(third.Mark > second.Mark, "a mark was given twice");
        Store.Settle(new(second, []));
        Assert.Equal(third, Assert.Single(Store.Dirty(10)));
    }

    [Fact]
    public void Marked_days_come_oldest_mark_first_and_no_more_than_asked_for()
    {
        for (var i = 0; i < 4; i++)
            Store.Commit(new ServedGroup([Row("a-001") with { Day = Day.AddDays(-i) }], []));
        Store.Commit(new ServedGroup([Row("a-002")], []));
        Reopen();
        var days = Store.Dirty(10);
        Assert.Equal([Day.AddDays(-1), Day.AddDays(-2), Day.AddDays(-3), Day], days.Select(d => d.Day));
        Assert.Equal(days.Take(2), Store.Dirty(2));
    }

    [Fact]
    public void What_counts_nothing_marks_no_day()
    {
        Feed(_script.BatchFrom(1));
        Store.Commit(new ServedGroup([], [Contradiction(1)]));
        Store.Commit(Group(Rubbish(1)));
        Assert.Empty(Store.Dirty(10));
    }

    [Fact]
    public void Settling_replaces_a_days_derived_cells_and_nothing_else()
    {
        var group = Feed(Day1());
        var (day, other, elsewhere) = (new DirtyDay(Outlet, Day, 1), Day.AddDays(1), OutletId.Parse("o-2"));
        Store.Settle(new(day, [Cell("served", 3), Cell("void", 1)]));
        Store.Settle(new(day with { Day = other }, [Cell("served", 5, other)]));
        Store.Settle(new(day with { Outlet = elsewhere }, [Cell("served", 7, outlet: "o-2")]));
        Store.Settle(new(day, [Cell("served", 2), Cell("flagged", 1)]));
        Reopen();
        Assert.Equal((2, 0, 1), (Sum("served"), Sum("void"), Sum("flagged")));
        Assert.Equal((14, 1), (Sum("served", Grain.Month, null), Sum("flagged", Grain.Month, null)));
        Assert.Equal(group.Deltas, Store.Rollups(Day, Day));
        Store.Settle(new(day, []));
        Assert.Equal((0, 0), (Sum("served"), Sum("flagged")));
        Assert.Equal((5, 7), (Sum("served", day: other), Sum("served", outlet: elsewhere)));
        Assert.Equal(12, Sum("served", Grain.Month, null));
        Assert.Equal(1, Sum("rated", Grain.Month));
    }

    [Theory]
    [InlineData("rated", 0, "o-1")]
    [InlineData("level:fair", 0, "o-1")]
    [InlineData("served", 1, "o-1")]
    [InlineData("served", 0, "o-2")]
    public void A_cell_that_is_not_the_days_to_settle_is_refused(string measure, int later, string outlet)
    {
        var day = new DirtyDay(Outlet, Day, 1);
        Store.Settle(new(day, [Cell("served", 3)]));
        var bad = Cell(measure, 1, Day.AddDays(later), outlet);
        Assert.Throws<StoreException>(() => Store.Settle(new(day, [Cell("served", 9), bad])));
        Assert.Equal(3, Sum("served"));
        Assert.Empty(Store.Rollups(DateOnly.MinValue, DateOnly.MaxValue));
    }

    [Fact]
    public void What_devices_tell_of_themselves_is_kept_with_its_place_and_marks_the_day()
    {
        _script.Started();
        _script.SignOn("1001");
        _script.Add(new Fault { Code = FaultCode.PanelLost, Raised = true, Detail = "gone" });
        _script.Wait(TimeSpan.FromHours(20)).Add(new Fault { Code = FaultCode.PanelLost, Raised = false });
        _script.SignOff("1001");
        var group = Feed(_script.BatchFrom(1));
        Reopen();
        var told = Store.Moments(_script.Journal).ToList();
        Assert.Equal(group.Moments, told);
        Assert.Equal(
            [(2L, MomentKind.Boot), (3, MomentKind.SignOn), (4, MomentKind.FaultRaised),
                (5, MomentKind.FaultCleared), (6, MomentKind.SignOff)],
            told.Select(m => (m.N, m.Kind)));
        Assert.Equal((FaultCode.PanelLost, null), (told[2].Code, told[2].Teller));
        Assert.Equal((null, TellerId.Parse("1001")), (told[4].Code, told[4].Teller));
        Assert.Equal(told.Take(3), Store.Moments(Outlet, Day));
        Assert.Equal(told.Skip(3), Store.Moments(Outlet, Day.AddDays(1)));
        Assert.Empty(Store.Moments(OutletId.Parse("o-2"), Day));
        Assert.Equal([Day, Day.AddDays(1)], Store.Dirty(10).Select(d => d.Day).Order());
        Assert.Throws<StoreException>(() => Store.Commit(
            new IntakeGroup([], [], [], [], [], [Rubbish(1)]) { Moments = [told[0]] }));
        Assert.Empty(Store.Quarantine(10));
    }

    [Fact]
    public void Rows_of_one_outlet_and_day_come_without_the_others()
    {
        using var elsewhere = new JournalScript("d-9", "o-2");
        elsewhere.Stray("fair");
        using var feeder = new Feeder(Store);
        feeder.Feed(elsewhere.Message(elsewhere.BatchFrom(1)), _script.Message(Day1()));
        var rows = Store.Events(Outlet, Day).ToList();
        Assert.Equal(Store.Events(_script.Journal), rows);
        var other = Assert.Single(Store.Events(OutletId.Parse("o-2"), Day.AddDays(-1))); // cut-over 4
        Assert.Equal(elsewhere.Device, other.Post.Device);
        Assert.Empty(Store.Events(Outlet, Day.AddDays(1)));
    }

    private long Sum(
        string measure, Grain grain = Grain.Day, OutletId? outlet = null, DateOnly? day = null)
    {
        var (from, to) = grain == Grain.Day
            ? (day ?? Day, day ?? Day) : (new(2026, 11, 1), new(2026, 11, 30));
        var at = grain == Grain.Day ? outlet ?? Outlet : outlet;
        return Store.Sums(new(grain, from, to, [MeasureFamily.Figures], at))
            .Where(c => c.Measure == measure).Sum(c => c.Count);
    }
}
