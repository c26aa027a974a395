using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store;

/// <summary>Cells at three grains, Tally's and derived.</summary>
public abstract partial class RatingStoreContract
{
    private static readonly IReadOnlyList<MeasureFamily> AllFamilies = Enum.GetValues<MeasureFamily>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_was_added_and_settled_days_and_months_are_their_hours_added_up(int seed)
    {
        var model = new StoreModel(seed);
        for (var step = 0; step < 40; step++)
        {
            model.Next(Store);
            if (step % 13 == 0) Reopen();
            var query = model.Query();
            Assert.Equal(model.Sums(query), query.Together
                ? Store.Sums(query).OrderBy(RollupKey.Of) : Store.Sums(query));
        }

        foreach (var grain in Enum.GetValues<Grain>())
        {
            var all = new SumQuery(grain, DateOnly.MinValue, DateOnly.MaxValue, AllFamilies);
            var sums = Store.Sums(all).ToList();
            Assert.Equal(model.Sums(all), sums);
            Assert.Equal(sums.OrderBy(RollupKey.Of), sums);
            Assert.True(sums.Count > 20, $"{sums.Count} cells prove little");
        }

        Assert.Equal(model.Tallied(), Store.Rollups(DateOnly.MinValue, DateOnly.MaxValue));
    }

    [Fact]
    public void A_family_is_read_without_the_others()
    {
        var all = new[] { "served", "wait:120", "type:对公:rated", "type:对公:wait:120" };
        var day = new DirtyDay(TestBranch.Post("d-1").Outlet, Day, 1);
        Store.Settle(new(day, [.. all.Select(m => Cell(m, 2))]));
        Feed(Day1());
        Assert.Equal(
            ["invited", "level:satisfied", "rated", "served", "unrated"], Read(MeasureFamily.Figures));
        Assert.Equal(["wait:120"], Read(MeasureFamily.Waits));
        Assert.Equal(["type:对公:rated", "type:对公:wait:120"], Read(MeasureFamily.Types));
        Assert.Empty(Read());

        IEnumerable<string> Read(params MeasureFamily[] families) => Store
            .Sums(new(Grain.Month, new(2026, 11, 1), new(2026, 11, 30), families)).Select(c => c.Measure);
    }

    [Fact]
    public void A_month_is_read_by_a_range_that_has_its_first_day()
    {
        Feed(Day1());
        Assert.Empty(Month(new(2026, 11, 2), new(2026, 11, 30)));
        Assert.Empty(Month(new(2026, 10, 1), new(2026, 10, 31)));
        var month = Month(new(2026, 11, 1), new(2026, 11, 1));
        Assert.Equal(["invited", "level:satisfied", "rated", "unrated"], month.Select(c => c.Measure));
        Assert.All(month, c => Assert.Equal(new HourSlot(new(2026, 11, 1), 0), c.Slot));

        List<RollupCell> Month(DateOnly from, DateOnly to) =>
            [.. Store.Sums(new(Grain.Month, from, to, AllFamilies))];
    }

    private static RollupCell Cell(string measure, long count, DateOnly? day = null, string outlet = "o-1") =>
        new(new(day ?? Day, 9), TestBranch.Post("d-1", outlet), TellerId.Parse("1001"), measure, count);
}
