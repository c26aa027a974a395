using System.Globalization;
using System.Text;
using RatingDevice.Collector.HeadOffice;

namespace RatingDevice.Tests.HeadOffice;

public sealed class BankTreeTests
{
    private static readonly DateOnly First = new(2026, 1, 1);

    [Fact]
    public void What_is_below_a_unit_is_what_walks_up_to_it_on_every_day_of_any_tree()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var text = RandomTree(random, units: 12, outlets: 30);
            var reading = BankFile.Form.Parse(Encoding.UTF8.GetBytes(text), ".csv");
            Assert.True(reading.Value is not null, $"seed {seed}: {string.Join("; ", reading.Problems)}");
            var tree = reading.Value;
            for (var day = First.AddDays(-1); day <= First.AddDays(8); day = day.AddDays(1))
            {
                foreach (var unit in tree.Units)
                {
                    var walked = tree.Outlets.Where(o => tree.Below(o.Id, unit.Id, day)).Select(o => o.Id);
                    var below = tree.OutletsBelow(unit.Id, day).Select(o => o.Id);
                    Assert.True(walked.Order().SequenceEqual(below.Order()), $"seed {seed} {unit.Id} {day}");
                    var children = tree.Children(unit.Id, day);
                    Assert.True(below.Order().SequenceEqual(children.Units
                        .SelectMany(u => tree.OutletsBelow(u.Id, day)).Concat(children.Outlets)
                        .Select(o => o.Id).Order()), $"seed {seed} children of {unit.Id} {day}");
                }
            }
        }
    }

    [Fact]
    public void A_part_is_what_stands_below_its_unit_on_every_day_of_any_tree()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var text = RandomTree(new Random(seed), units: 8, outlets: 15);
            var tree = BankFile.Form.Parse(Encoding.UTF8.GetBytes(text), ".csv").Value!;
            foreach (var top in tree.Units)
            {
                var part = tree.Part(top.Id);
                Assert.Equal(top, part.Root);
                for (var day = First.AddDays(-1); day <= First.AddDays(8); day = day.AddDays(1))
                {
                    foreach (var unit in part.Units)
                    {
                        var own = tree.Outlets.Where(o => tree.Below(o.Id, top.Id, day)
                            && tree.Below(o.Id, unit.Id, day)).Select(o => o.Id);
                        Assert.True(own.Order().SequenceEqual(
                            part.OutletsBelow(unit.Id, day).Select(o => o.Id).Order()),
                            $"seed {seed} {unit.Id} below {top.Id} {day}");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_hundred_levels_are_as_good_as_three()
    {
        var text = new StringBuilder("kind,id,parent,zone\nunit,u-0,,\n");
        for (var i = 1; i < 100; i++)
            text.Append(CultureInfo.InvariantCulture, $"unit,u-{i},u-{i - 1},\n");
        text.Append("outlet,o,u-99,Asia/Shanghai\n");
        var tree = BankFile.Form.Parse(Encoding.UTF8.GetBytes(text.ToString()), ".csv").Value!;
        Assert.True(tree.Below(OutletId.Parse("o"), UnitId.Parse("u-0"), First));
        Assert.Equal(100, tree.Path(UnitId.Parse("u-99"), First).Count);
        Assert.Single(tree.OutletsBelow(UnitId.Parse("u-50"), First));
    }

    // A unit stands below one of a lower number only, so there is no loop whatever moves.
    private static string RandomTree(Random random, int units, int outlets)
    {
        var text = new StringBuilder("kind,id,parent,from,zone\nunit,u-0,,,\n");
        void Row(string kind, int i, int parents, int day, string zone) => text.Append(
            CultureInfo.InvariantCulture, $"{kind},{kind[0]}-{i},u-{random.Next(parents)},"
            + $"{(day < 0 ? "" : First.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))},"
            + $"{zone}\n");
        for (var i = 1; i < units; i++)
        {
            Row("unit", i, i, -1, "");
            if (random.Next(3) == 0) Row("unit", i, i, random.Next(7), "");
        }

        for (var i = 0; i < outlets; i++)
        {
            Row("outlet", i, units, random.Next(2) == 0 ? -1 : 0, "Asia/Shanghai");
            for (var day = 1; day < 7; day++)
            {
                if (random.Next(6) == 0) Row("outlet", i, units, day, "");
                else if (random.Next(30) == 0)
                    text.Append(CultureInfo.InvariantCulture, $"outlet,o-{i},,2026-01-{day + 1:00},\n");
            }
        }

        return text.ToString();
    }
}
