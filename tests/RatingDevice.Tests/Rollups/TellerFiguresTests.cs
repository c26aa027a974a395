using RatingDevice.Collector.Rollups;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Rollups;

public sealed class TellerFiguresTests
{
    [Fact]
    public void The_worked_example_gives_78_2()
    {
        var f = Figures(300, 126, 60, 16, 17);
        Assert.Equal(78.23m, f.SatisfactionIndex);
        Assert.Equal(84.93m, f.SatisfactionRate); // 186 of 219 is 84.9315 %
        Assert.Equal(73.00m, f.AnswerRate);
    }

    [Fact]
    public void One_short_of_all_is_never_100()
    {
        Assert.Equal(99.99m, Figures(19_881, 0, 19_880, 0, 1).SatisfactionRate);
        Assert.Equal(99.99m, Figures(1_000_000_000, 999_999_999, 0, 0, 0).AnswerRate);
        Assert.Equal(99.99m, Figures(1_000_000_000, 999_999_999, 0, 1, 0).SatisfactionIndex);
        Assert.Equal(100m, Figures(7, 7, 0, 0, 0).SatisfactionRate);
        Assert.Equal(100m, Figures(7, 7, 0, 0, 0).AnswerRate);
    }

    [Fact]
    public void Nothing_to_divide_by_is_no_rate()
    {
        Assert.Null(Figures(0, 0, 0, 0, 0).AnswerRate);
        var f = Figures(3, 0, 0, 0, 0);
        Assert.Equal(0m, f.AnswerRate);
        Assert.Null(f.SatisfactionRate);
        Assert.Null(f.SatisfactionIndex);
    }

    [Fact]
    public void A_code_outside_the_definition_is_counted_and_listed()
    {
        var f = TellerFigures.From(
            [Cell("invited", 4), Cell("rated", 4), Cell("level:satisfied", 2), Cell("level:superb", 2)],
            Definition.Current).Single();
        Assert.Equal(4, f.Rated);
        Assert.Equal(5, f.Levels.Count);
        var odd = f.Levels[^1];
        Assert.Equal(("superb", 2L, null), (odd.Code.ToString(), odd.Count, odd.Meaning));
        Assert.Equal(50m, f.SatisfactionRate);
        Assert.Equal(66.67m, f.SatisfactionIndex);
    }

    [Fact]
    public void Each_teller_has_an_account_and_the_unattributed_bucket_is_last()
    {
        var all = TellerFigures.From(
            [
                Cell("invited", 1, "2002"), Cell("stray", 5, null), Cell("invited", 2, "0071"),
                Cell("invited", 3, "2002"), Cell("unrated", 1, "71"),
            ],
            Definition.Current);
        Assert.Equal(["0071", "2002", "71", null], all.Select(f => f.Teller?.ToString()));
        Assert.Equal([2L, 4L, 0L, 0L], all.Select(f => f.Invited));
        Assert.Equal(5, all[^1].Stray);
        Assert.Equal(1, all[2].Unrated);
    }

    private static TellerFigures Figures(long invited, params long[] levels)
    {
        var cells = Definition.Current.Levels.Zip(levels, (l, count) => Cell(Tally.Of(l.Code), count));
        return TellerFigures.From(
            [Cell("invited", invited), Cell("rated", levels.Sum()), .. cells], Definition.Current).Single();
    }

    private static RollupCell Cell(string measure, long count, string? teller = "1001") => new(
        new HourSlot(new DateOnly(2026, 11, 21), 9), TestBranch.Post("d-1"),
        teller is null ? null : TellerId.Parse(teller), measure, count);
}
