using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Figures;

public sealed class FigureReaderTests
{
    [Fact]
    public void The_worked_example_gives_78_2()
    {
        var line = new CellBranch().Rated("2026-11-21", "1001", 300, 126, 60, 16, 17)
            .Ask("2026-11", By.Teller).Lines.Single();
        Assert.Equal(78.23m, line.Rates.Index);
        Assert.Equal(84.93m, line.Rates.Satisfaction.Percent); // 186 of 219 is 84.9315 %
        Assert.Equal(73.00m, line.Rates.Answer.Percent);
        Assert.Equal((300, 219, 81, 0), (line.Counts.Invited, line.Counts.Rated, line.Counts.Unrated,
            line.Counts.Open));
    }

    [Fact]
    public void Half_the_customers_silent_leaves_satisfaction_anywhere_between_49_and_99()
    {
        var line = new CellBranch().Rated("2026-11-21", "1001", 500, 490, 0, 0, 10)
            .Put(CellBranch.Cell("2026-11-21", 0, null, Measures.FeedDay, 1),
                CellBranch.Cell("2026-11-21", 9, "1001", Measures.Served, 1000),
                CellBranch.Cell("2026-11-21", 9, "1001", Measures.ServedRated, 500),
                CellBranch.Cell("2026-11-21", 9, "1001", Measures.NeverAsked, 500))
            .Ask("2026-11-21", By.Teller).Lines.Single();
        Assert.Equal(new NonResponse(49.00m, 99.00m, true), line.Rates.Bounds);
        Assert.Equal(98.00m, line.Rates.Satisfaction.Percent);
        Assert.Equal(50.00m, line.Rates.Rating!.Value.Percent);
        Assert.Equal(100.00m, line.Rates.Answer.Percent); // the rate of who asks only the happy ones
    }

    [Fact]
    public void Without_a_feed_served_is_unknown_and_bounds_are_of_those_asked()
    {
        var line = new CellBranch().Rated("2026-11-21", "1001", 100, 40, 0, 0, 10)
            .Ask("2026-11-21", By.Teller).Lines.Single();
        Assert.Null(line.Counts.Account);
        Assert.Null(line.Rates.Rating);
        Assert.Equal(new NonResponse(40.00m, 90.00m, false), line.Rates.Bounds);
    }

    /// <summary>A feed that tells of one day of two says nothing of who was never asked on the
    /// other.</summary>
    [Fact]
    public void With_a_feed_of_some_days_only_bounds_are_of_those_asked_and_days_without_say_so()
    {
        var branch = new CellBranch().Rated("2026-11-20", "1001", 100, 90, 0, 0, 0)
            .Rated("2026-11-21", "1001", 100, 50, 0, 0, 0)
            .Put(CellBranch.Cell("2026-11-20", 0, null, Measures.ActiveDay, 1),
                CellBranch.Cell("2026-11-21", 0, null, Measures.ActiveDay, 1),
                CellBranch.Cell("2026-11-20", 0, null, Measures.FeedDay, 1),
                CellBranch.Cell("2026-11-20", 9, "1001", Measures.Served, 120),
                CellBranch.Cell("2026-11-20", 9, "1001", Measures.ServedRated, 90));
        var month = branch.Ask("2026-11", By.Teller).Lines.Single();
        Assert.Equal(("partial", 120L), (month.Counts.Feed.Name, month.Counts.Account!.Served));
        Assert.Equal(new NonResponse(70.00m, 100.00m, false), month.Rates.Bounds);

        var days = branch.Ask("2026-11", By.Day, new(Teller: TellerId.Parse("1001"))).Lines;
        Assert.Equal(["all", "none"], days.Select(d => d.Counts.Feed.Name));
        Assert.Equal(new NonResponse(75.00m, 100.00m, true), days[0].Rates.Bounds);
        Assert.Null(days[1].Counts.Account);
        Assert.Equal([("all", 9), ("none", 9)], branch.Ask("2026-11-20..2026-11-21", By.Hour).Lines
            .Select(l => (l.Counts.Feed.Name, l.Key.Hour!.Value)));
    }

    [Fact]
    public void With_a_feed_for_some_of_the_days_nobody_knows_who_was_never_asked()
    {
        var line = new CellBranch().Rated("2026-11-20", "1001", 100, 40, 0, 0, 10)
            .Put(CellBranch.Cell("2026-11-20", 0, null, Measures.ActiveDay, 1),
                CellBranch.Cell("2026-11-21", 0, null, Measures.ActiveDay, 1),
                CellBranch.Cell("2026-11-21", 0, null, Measures.FeedDay, 1),
                CellBranch.Cell("2026-11-21", 9, "1001", Measures.Served, 1))
            .Ask("2026-11", By.Teller).Lines.Single();
        Assert.Equal(new NonResponse(40.00m, 90.00m, false), line.Rates.Bounds);
    }

    [Fact]
    public void Flagged_ratings_stay_in_and_the_figure_without_them_stands_beside()
    {
        var line = new CellBranch().Rated("2026-11-21", "1001", 100, 90, 0, 0, 10)
            .Put(CellBranch.Cell("2026-11-21", 9, "1001", Measures.Flagged, 50),
                CellBranch.Cell("2026-11-21", 9, "1001", Measures.FlaggedLevelPrefix + "very-satisfied", 50))
            .Ask("2026-11-21", By.Teller).Lines.Single();
        Assert.Equal(new(90, 100), line.Rates.Satisfaction);
        Assert.Equal(new(40, 50), line.Rates.Unflagged);
        Assert.Equal((90.00m, 80.00m), (line.Rates.Index, line.Rates.UnflaggedIndex));
    }

    [Fact]
    public void The_period_before_and_the_outlet_stand_beside_each_teller()
    {
        var sheet = new CellBranch()
            .Rated("2026-10-05", "1001", 100, 80, 0, 0, 20)
            .Rated("2026-11-05", "1001", 100, 90, 0, 0, 10)
            .Rated("2026-11-06", "1002", 300, 150, 0, 0, 50)
            .Ask("2026-11", By.Teller);
        var (first, second) = (sheet.Lines[0], sheet.Lines[1]);
        Assert.Equal((10.00m, true), (first.Change, first.ChangeWithinChance));
        Assert.Null(second.Change);
        Assert.All(sheet.Lines, l => Assert.Equal(new(240, 300), l.OutletMean!.Satisfaction));
        Assert.Equal(new(240, 300), sheet.Total.Rates.Satisfaction);
        Assert.Equal(0.00m, sheet.Total.Change);
    }

    [Fact]
    public void Days_are_compared_with_the_day_before_also_across_the_edge()
    {
        var sheet = new CellBranch()
            .Rated("2026-10-31", "1001", 10, 5, 0, 0, 5)
            .Rated("2026-11-01", "1001", 10, 6, 0, 0, 4)
            .Rated("2026-11-03", "1001", 10, 7, 0, 0, 3)
            .Ask("2026-11", By.Day);
        Assert.Equal([10.00m, null], sheet.Lines.Select(l => l.Change));
        Assert.Equal([1, 3], sheet.Lines.Select(l => l.Key.First!.Value.Day));
    }

    [Fact]
    public void Nobody_signed_on_is_a_line_and_has_no_rank()
    {
        var sheet = new CellBranch().Rated("2026-11-05", null, 100, 100, 0, 0, 0)
            .Rated("2026-11-05", "1001", 100, 70, 0, 0, 30).Ask("2026-11", By.Teller);
        Assert.Equal([new RankGroup(1, 1), null], sheet.Lines.Select(l => l.Rank));
        Assert.Equal("unattributed", sheet.Lines[^1].Standing);
    }

    [Fact]
    public void The_definition_in_force_when_a_period_begins_holds_for_all_of_it()
    {
        var now = DefinitionBook.BuiltIn.All[0];
        var strict = now with
        {
            Id = "strict", ValidFrom = new(2026, 11, 15),
            Levels = [.. now.Levels.Select((l, i) => l with { Satisfied = i == 0 })],
        };
        var book = new DefinitionBook([now, strict]);
        var branch = new CellBranch().Rated("2026-11-20", "1001", 100, 60, 20, 10, 10)
            .Rated("2026-12-01", "1001", 100, 60, 20, 10, 10);
        decimal? Rate(string period, string? id = null) =>
            branch.Ask(book, period, By.Teller, definition: id).Lines.Single().Rates.Satisfaction.Percent;

        Assert.Equal((80.00m, 60.00m), (Rate("2026-11"), Rate("2026-12")));
        Assert.Equal((60.00m, 80.00m), (Rate("2026-11", "strict"), Rate("2026-12", now.Id)));
        // both periods by the line's own rules: nothing changed but the rules
        Assert.Equal(0.00m, branch.Ask(book, "2026-12", By.Teller).Lines.Single().Change);
        var days = branch.Ask(book, "2026-11-01..2026-12-31", By.Day);
        Assert.Equal([60.00m, 60.00m], days.Lines.Select(l => l.Rates.Satisfaction.Percent));
        Assert.Throws<KeyNotFoundException>(() => Rate("2026-11", "none"));
    }

    [Fact]
    public void A_business_type_reads_its_own_cells_and_nothing_else()
    {
        BusinessType.TryParse("对公", out var type);
        var sheet = new CellBranch().Rated("2026-11-05", "1001", 100, 70, 0, 0, 30)
            .Put(CellBranch.Cell("2026-11-05", 9, "1001", Measures.Of(type) + "invited", 10),
                CellBranch.Cell("2026-11-05", 9, "1001", Measures.Of(type) + "rated", 4),
                CellBranch.Cell("2026-11-05", 9, "1001", Measures.Of(type) + "level:satisfied", 4))
            .Ask("2026-11", By.Teller, new(Type: type));
        Assert.Equal(new(4, 10), sheet.Lines.Single().Rates.Answer);
        Assert.Equal(new(4, 4), sheet.Lines.Single().Rates.Satisfaction);
    }
}
