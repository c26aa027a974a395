using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Tests.Figures;

/// <summary>Whatever was counted and however it is asked for: no rating appears, none goes.</summary>
public sealed class FigureProperties
{
    private static readonly Gen<RollupCell> Cells =
        from day in Gen.Choose(0, 60)
        from hour in Gen.Choose(8, 17)
        from teller in Gen.Elements(null, "1001", "1002", "9999")
        from device in Gen.Elements("d-1", "d-2", "d-9")
        from measure in Gen.Elements("invited", "rated", "unrated", "stray", "level:satisfied")
        from count in Gen.Choose(1, 5)
        select CellBranch.Cell(
            $"{new DateOnly(2026, 10, 10).AddDays(day):yyyy-MM-dd}", hour, teller, measure, count, device);

    [Fact]
    public void The_lines_of_every_question_add_up_to_the_cells() => Prop.ForAll(
        Cells.ListOf().ToArbitrary(), Gen.Choose(0, 70).Two().ToArbitrary(), (cells, ends) =>
        {
            var branch = new CellBranch().Put([.. cells.GroupBy(RollupKey.Of)
                .Select(g => g.Key.Cell(g.Sum(c => c.Count)))]);
            var first = new DateOnly(2026, 10, 8).AddDays(Math.Min(ends.Item1, ends.Item2));
            var last = new DateOnly(2026, 10, 8).AddDays(Math.Max(ends.Item1, ends.Item2));
            foreach (var outlet in new OutletId?[] { null, OutletId.Parse("o-1"), OutletId.Parse("o-2") })
            {
                var inside = cells.Where(c => c.Slot.Day >= first && c.Slot.Day <= last
                    && (outlet is null || c.Post.Outlet == outlet)).ToList();
                long Sum(string measure) => inside.Where(c => c.Measure == measure).Sum(c => c.Count);
                foreach (var by in Enum.GetValues<By>())
                {
                    var sheet = branch.Ask($"{first:yyyy-MM-dd}..{last:yyyy-MM-dd}", by, new(outlet));
                    foreach (var counts in new[] { sheet.Total.Counts, Together(sheet) })
                    {
                        Assert.Equal((Sum("invited"), Sum("rated"), Sum("unrated"), Sum("stray")),
                            (counts.Invited, counts.Rated, counts.Unrated, counts.Stray));
                        Assert.Equal(Sum("level:satisfied"), counts.Levels.Sum(l => l.Count));
                    }

                    Assert.Equal(sheet.Lines.Select(l => l.Key).Distinct().Order(),
                        sheet.Lines.Select(l => l.Key));
                }
            }
        }).QuickCheckThrowOnFailure();

    private static LineCounts Together(FigureSheet sheet)
    {
        var all = sheet.Lines.Select(l => l.Counts).ToList();
        return new(
            all.Sum(c => c.Invited), all.Sum(c => c.Rated), all.Sum(c => c.Unrated), all.Sum(c => c.Stray),
            0, [.. all.SelectMany(c => c.Levels)], [], default, null);
    }
}
