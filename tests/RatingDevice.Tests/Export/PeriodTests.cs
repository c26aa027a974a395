using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Export;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-11-01", "2026-11-30")]
    [InlineData("2026-11-01", "2026-11-01")]
    [InlineData("2024-02-29", "2024-03-01")]
    public void A_good_period_is_read(string from, string to) =>
        Assert.Equal($"{from} to {to}", Period.Read(from, to, out _, out _)!.ToString());

    [Theory]
    [InlineData(null, "2026-11-30", "from is missing")]
    [InlineData("2026-11-01", "", "to is missing")]
    [InlineData("2026-11-31", "2026-12-01", "from '2026-11-31' is not a day")]
    [InlineData("2026-11-01", "30.11.2026", "to '30.11.2026' is not a day")]
    [InlineData("2026-11-01T00:00", "2026-11-30", "is not a day")]
    [InlineData(" 2026-11-01", "2026-11-30", "is not a day")]
    [InlineData("2026-11-30", "2026-11-01", "from 2026-11-30 lies after to 2026-11-01")]
    [InlineData("2000-01-01", "2026-11-30", "longer than 3660 days")]
    public void A_bad_one_says_what_is_wrong_and_what_to_do(string? from, string? to, string wrong)
    {
        Assert.Null(Period.Read(from, to, out var said, out var @do));
        Assert.Contains(wrong, said, StringComparison.Ordinal);
        Assert.NotEmpty(@do);
    }

    [Fact]
    public void Both_days_are_included()
    {
        var store = new FakeRatingStore();
        DateOnly[] days = [new(2026, 10, 31), new(2026, 11, 1), new(2026, 11, 30), new(2026, 12, 1)];
        foreach (var (i, day) in days.Index()) store.Keep(Ratings.Invited(i + 1, "0071", day));
        var sheet = Ask(store, Ratings.Registry, Scope.All, new(days[1], days[2]));
        Assert.Equal(2, Assert.Single(sheet.Lines).Counts.Invited);
    }

    [Fact]
    public void The_file_name_says_outlet_period_and_zone()
    {
        var period = new Period(new(2026, 11, 1), new(2026, 11, 30));
        Assert.Equal("tellers_o-1_2026-11-01_2026-11-30_Asia-Shanghai.csv",
            Name("tellers", Ratings.Registry, Scope.All));
        Assert.Equal("ratings_o-1+o-2_2026-11-01_2026-11-30_mixed-zones.csv",
            Name("ratings", TestBranch.Registry, Scope.All));
        Assert.Equal("ratings_o-2_2026-11-01_2026-11-30_Europe-Zurich.csv",
            Name("ratings", TestBranch.Registry, new(OutletId.Parse("o-2"))));
        Assert.Equal("tellers_0-outlets_2026-11-01_2026-11-30_UTC.csv",
            Name("tellers", BranchRegistry.Empty, Scope.All));
        Assert.Equal("figures-by-day_o-1_counter-c-1_teller-0071_2026-11-01_2026-11-30_Asia-Shanghai.csv",
            Name("figures-by-day", Ratings.Registry,
                new(OutletId.Parse("o-1"), CounterId.Parse("c-1"), TellerId.Parse("0071"))));

        string Name(string what, BranchRegistry registry, Scope scope) =>
            ExportName.Of(what, new(scope, period, By.Teller), registry, "csv");
    }

    [Fact]
    public void A_teller_at_two_outlets_has_a_row_at_each()
    {
        var there = Ratings.Invited(2, "0071") with { Post = TestBranch.Post("d-9", "o-2", "c-9") };
        var store = new FakeRatingStore().Keep(Ratings.Invited(1, "0071"), there);
        var both = Ask(store, TestBranch.Registry, Scope.All, Period.Day(Ratings.Day));
        Assert.Equal(["o-1", "o-2"], both.Lines.Select(l => l.Key.Outlet.ToString()));
        var one = Ask(store, TestBranch.Registry, new(OutletId.Parse("o-2")), Period.Day(Ratings.Day));
        Assert.Equal("Europe/Zurich", Assert.Single(one.Lines).Names.Zone);
    }

    private static FigureSheet Ask(
        IRatingStore store, BranchRegistry registry, Scope scope, Period period) =>
        new FigureReader(store, registry, DefinitionBook.BuiltIn).Ask(new(scope, period, By.Teller));
}
