using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Figures;

/// <summary>Outlet o-2 has one device, d-9; o-1 has four.</summary>
public sealed class CoverageTests
{
    private static readonly Scope Zwei = new(OutletId.Parse("o-2"));

    [Fact]
    public void A_device_offline_for_three_days_is_unknown_then_missing_then_whole()
    {
        var branch = new CellBranch().Put([.. Day("2026-11-02", 120), Active("2026-11-03"),
            Active("2026-11-04"), Active("2026-11-05")]);

        // nobody has heard of it: nothing is known to be missing, but three days are silent
        Assert.Equal(new(120, 0, 3), Ask(branch, []));

        // it is back and says how far it wrote; 300 entries are on their way
        var end = new MissingEnd(
            Day("2026-11-02", 1)[0].Post, new(2026, 11, 2), new(2026, 11, 6), 300);
        var waiting = Ask(branch, [end]);
        Assert.Equal((new(120, 300, 3), 420L, 28.57m), (waiting, waiting.Expected, waiting.Percent));

        // delivered: each entry in the day it was made, nothing missing, no silent day
        branch.Put([.. Entries("2026-11-03", 100), .. Entries("2026-11-04", 100),
            .. Entries("2026-11-05", 100)]);
        var whole = Ask(branch, []);
        Assert.Equal((new(420, 0, 0), 100.00m), (whole, whole.Percent));
    }

    [Fact]
    public void What_is_missing_lowers_the_coverage_of_its_own_days_and_counter_only()
    {
        var post = Day("2026-11-02", 1)[0].Post;
        var branch = new CellBranch().Put([.. Day("2026-10-30", 50), .. Day("2026-11-02", 50)]);
        MissingEnd[] ends = [new(post, new(2026, 11, 2), new(2026, 11, 3), 10)];
        var reader = new FigureReader(branch.Store, CellBranch.Registry, DefinitionBook.BuiltIn, ends);
        Coverage Of(string period, By by, Scope scope) => reader.Ask(
            new(scope, PeriodText.Read(period, out _, out _)!, by)).Lines[0].Coverage!;

        Assert.Equal(0, Of("2026-10", By.Outlet, Zwei).Missing);
        Assert.Equal(10, Of("2026-11", By.Outlet, Zwei).Missing);
        Assert.Equal(10, Of("2026-11-02", By.Day, Zwei).Missing);
        Assert.Equal(10, Of("2026-11", By.Counter, Zwei).Missing);
        Assert.Null(new FigureReader(branch.Store, CellBranch.Registry, DefinitionBook.BuiltIn)
            .Ask(new(Zwei, Period.Month(new(2026, 11, 1)), By.Outlet)).Lines[0].Coverage!.Missing);
    }

    [Fact]
    public void Each_device_and_day_has_its_own_coverage_also_where_nothing_was_written()
    {
        var branch = new CellBranch().Put([.. Day("2026-11-02", 120), Active("2026-11-03")]);
        MissingEnd[] ends =
            [new(Day("2026-11-02", 1)[0].Post, new(2026, 11, 2), new(2026, 11, 2), 30)];
        var sheet = new FigureReader(branch.Store, CellBranch.Registry, DefinitionBook.BuiltIn, ends)
            .Ask(new(Zwei, new(new(2026, 11, 2), new(2026, 11, 5)), By.DeviceDay));
        Assert.Equal(
            [(2, "d-9", new Coverage(120, 30, 0)), (3, "d-9", new Coverage(0, 0, 1))],
            sheet.Lines.Select(l => (l.Key.First!.Value.Day, l.Key.Device.ToString(), l.Coverage)));
    }

    private static Coverage Ask(CellBranch branch, MissingEnd[] ends) =>
        new FigureReader(branch.Store, CellBranch.Registry, DefinitionBook.BuiltIn, ends)
            .Ask(new(Zwei, new(new(2026, 11, 2), new(2026, 11, 5)), By.Total)).Total.Coverage!;

    private static RollupCell[] Day(string day, long entries) => [.. Entries(day, entries), Active(day)];

    private static RollupCell[] Entries(string day, long entries) =>
    [
        CellBranch.Cell(day, 0, null, Measures.Entries, entries, "d-9"),
        CellBranch.Cell(day, 0, null, Measures.DeviceDay, 1, "d-9"),
    ];

    private static RollupCell Active(string day) =>
        CellBranch.Cell(day, 0, null, Measures.ActiveDay, 1, "d-9");
}
