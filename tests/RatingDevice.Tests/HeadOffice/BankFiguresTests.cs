using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Tests.HeadOffice;

public sealed class BankFiguresTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    /// <summary>An outlet counts each day for the branch it stood under on that day.</summary>
    [Fact]
    public void An_outlet_that_moved_counts_in_both_branches_for_its_days_there()
    {
        _bank.Rated("o-3", SmallBank.Day(15), "0301", 10, 0, 0, 0)
            .Rated("o-3", SmallBank.Day(16), "0301", 0, 0, 0, 7)
            .Rated("o-1", SmallBank.Day(20), "0101", 3, 0, 0, 0)
            .Rated("o-1", SmallBank.Day(21), "0101", 0, 5, 0, 0)
            .Rated("o-2", SmallBank.Day(21), "0201", 0, 0, 2, 0)
            .Rated("o-4", SmallBank.Day(1), "0401", 0, 0, 0, 1);
        foreach (var period in new[] { "2026-11", "2026-11-01..2026-11-30", "2026-11-10..2026-11-29" })
        {
            var some = period[^2..] == "29" ? 0 : 1; // o-4's rating of the first
            Assert.Equal([("b-1", 15L), ("b-2", 12L + some)], Rated(_bank.Ask(period, By.Unit)));
            Assert.Equal([("o-1", 3L), ("o-2", 2L), ("o-3", 10L)], Outlets(period, "b-1"));
            Assert.Equal(new[] { ("o-1", 5L), ("o-3", 7L), ("o-4", (long)some) }.Where(o => o.Item2 > 0),
                Outlets(period, "b-2"));
            Assert.Equal([("b-1", 12L), ("s-1", 3L)], Rated(_bank.Ask(period, By.Unit, Below("b-1"))));
            Assert.Equal(15, _bank.Ask(period, By.Total, Below("b-1")).Total.Counts.Rated);
            Assert.Equal(27 + some, _bank.Ask(period, By.Total).Total.Counts.Rated);
        }

        var tellers = _bank.Ask("2026-Q4", By.Teller, Below("b-2")).Lines
            .Where(l => l.Key.Teller is not null);
        Assert.Equal([("0101", 5L), ("0301", 7L), ("0401", 1L)],
            tellers.Select(l => (l.Key.Teller.ToString()!, l.Counts.Rated)));
        var weeks = _bank.Ask("2026-11", By.Week, Below("b-2")).Lines;
        Assert.Equal([1L, 12L], weeks.Where(l => l.Counts.Rated > 0).Select(l => l.Counts.Rated));
    }

    [Fact]
    public void A_teller_nobody_knows_is_answered_without_reading_the_bank()
    {
        _bank.Rated("o-1", SmallBank.Day(20), "0101", 3, 0, 0, 0);
        var figures = new CountedFigures(_bank.Store.Statements.Figures);
        var registry = new BankRegistry(() => SmallBank.Tree, () => figures).Current;
        var reader = new FigureReader(
            new BankSums(figures, SmallBank.Tree), registry, DefinitionBook.BuiltIn, []);
        foreach (var by in new[] { By.Month, By.Day, By.Teller })
        {
            var sheet = reader.Ask(new(
                new(Teller: TellerId.Parse("nobody")), PeriodText.Read("2026", out _, out _)!, by));
            Assert.Equal(0, sheet.Total.Counts.Rated);
        }

        Assert.NotEmpty(figures.Asked);
        Assert.All(figures.Asked, q => Assert.NotNull(q.Teller));
    }

    [Fact]
    public void A_sheet_of_any_scope_equals_the_days_added_up_by_hand()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 120; i++)
        {
            var outlet = $"o-{random.Next(1, 5)}";
            _bank.Rated(outlet, new DateOnly(2026, 10, 25).AddDays(random.Next(45)),
                $"0{outlet[2]}0{random.Next(1, 3)}",
                [.. Enumerable.Range(0, 4).Select(_ => random.NextInt64(30))]);
        }

        foreach (var period in new[] { "2026-11", "2026-Q4", "2026", "2026-11-09..2026-12-03", "2026-W47" })
        {
            var when = PeriodText.Read(period, out _, out _)!;
            var said = _bank.Said.Where(s => when.Has(s.Key.Day)).ToList();
            foreach (var unit in SmallBank.Tree.Units)
            {
                var below = said.Where(s =>
                    SmallBank.Tree.Below(OutletId.Parse(s.Key.Outlet), unit.Id, s.Key.Day)).ToList();
                var sheet = _bank.Ask(period, By.Outlet, Below(unit.Id.ToString()));
                Assert.True(below.GroupBy(s => s.Key.Outlet).OrderBy(g => g.Key)
                    .Select(g => (g.Key, g.Sum(s => s.Value.Levels.Sum())))
                    .SequenceEqual(sheet.Lines.Select(l => (l.Key.Outlet.ToString()!, l.Counts.Rated))),
                    $"seed {seed}: outlets of {unit.Id} in {period}");
                Assert.Equal(below.Sum(s => s.Value.Levels[0] + s.Value.Levels[1]),
                    sheet.Total.Counts.Satisfied);
                var tellers = _bank.Ask(period, By.Teller, Below(unit.Id.ToString()));
                Assert.True(below.GroupBy(s => (s.Key.Outlet, s.Value.Teller)).OrderBy(g => g.Key)
                    .Select(g => (g.Key.Teller, g.Sum(s => s.Value.Levels.Sum())))
                    .SequenceEqual(tellers.Lines.Where(l => l.Key.Teller is not null)
                        .Select(l => (l.Key.Teller.ToString()!, l.Counts.Rated))),
                    $"seed {seed}: tellers of {unit.Id} in {period}");
            }
        }
    }

    /// <summary>Ranks, funnel and verdicts come of the same code as a branch's; here of its definition by
    /// hand.</summary>
    [Fact]
    public void Places_are_shared_by_outlets_whose_intervals_touch_the_leaders()
    {
        _bank.Rated("o-1", SmallBank.Day(2), "0101", 980, 0, 0, 20)
            .Rated("o-2", SmallBank.Day(2), "0201", 975, 0, 0, 25)
            .Rated("o-3", SmallBank.Day(2), "0301", 500, 0, 0, 500)
            .Rated("o-4", SmallBank.Day(2), "0401", 1, 0, 0, 0);
        var lines = _bank.Ask("2026-11", By.Outlet).Lines;
        var all = lines.Select(l => l.Rates.Satisfaction).ToList();
        Assert.Equal(Brute(all, lines[0].Definition.MinimumN), lines.Select(l => l.Rank));
        Assert.Equal([new RankGroup(1, 2), new RankGroup(1, 2), new RankGroup(3, 3)],
            lines.Take(3).Select(l => l.Rank!.Value));
        Assert.Null(lines[3].Rank);
        Assert.Equal("柜员0101", _bank.Ask("2026-11", By.Teller).Lines
            .First(l => l.Key.Teller == TellerId.Parse("0101")).Names.Teller);
        Assert.Equal(100 * 1000m / 1003, lines[0].Rates.Rating!.Value.Percent!.Value, 1);
    }

    [Fact]
    public void What_statements_say_is_missing_stands_in_the_coverage()
    {
        _bank["o-2"].Missing = 40;
        _bank.Rated("o-2", SmallBank.Day(2), "0201", 9, 0, 0, 1)
            .Rated("o-2", SmallBank.Day(3), "0201", 9, 0, 0, 1)
            .Rated("o-4", SmallBank.Day(3), "0401", 9, 0, 0, 1);
        var lines = _bank.Ask("2026-11", By.Outlet).Lines;
        Assert.Equal([(20L, 40L), (10L, 0L)],
            lines.Select(l => (l.Coverage!.Held, l.Coverage.Missing ?? -1)));
        Assert.Equal(0, _bank.Ask("2026-11", By.Total, Below("b-2")).Total.Coverage!.Missing);
        Assert.Equal(40, _bank.Ask("2026-11", By.Total, Below("b-1")).Total.Coverage!.Missing);
        Assert.Equal([("b-1", 40L), ("b-2", 0L)], _bank.Ask("2026-11", By.Unit).Lines
            .Select(l => (l.Key.Unit.ToString()!, l.Coverage!.Missing ?? -1)));
    }

    private static List<RankGroup?> Brute(List<Proportion> all, int least)
    {
        var left = all.Where(p => p.Whole >= least).OrderByDescending(p => p.Percent)
            .ThenByDescending(p => p.Whole).ToList();
        var groups = new Dictionary<Proportion, RankGroup>();
        for (var place = 1; left.Count > 0;)
        {
            var group = left.TakeWhile(p => left[0].Overlaps(p)).ToList();
            foreach (var p in group) groups[p] = new(place, place + group.Count - 1);
            place += group.Count;
            left.RemoveRange(0, group.Count);
        }

        return [.. all.Select(p => groups.TryGetValue(p, out var g) ? g : (RankGroup?)null)];
    }

    private IEnumerable<(string, long)> Outlets(string period, string unit) =>
        _bank.Ask(period, By.Outlet, Below(unit)).Lines
            .Select(l => (l.Key.Outlet.ToString()!, l.Counts.Rated));

    private static IEnumerable<(string, long)> Rated(FigureSheet sheet) =>
        sheet.Lines.Select(l => (l.Key.Unit.ToString()!, l.Counts.Rated));

    private static Scope Below(string unit) => new(Unit: UnitId.Parse(unit));
}
