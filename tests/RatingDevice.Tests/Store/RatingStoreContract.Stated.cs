using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.HeadOffice;

namespace RatingDevice.Tests.Store;

/// <summary>Rows of received statements, which head office's figures are made of.</summary>
public abstract partial class RatingStoreContract
{
    private static readonly DateTimeOffset Received = new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero);

    private IStatedFigures Stated => Store.Statements.Figures;

    [Fact]
    public void An_edition_takes_the_place_of_its_day_and_corrects_the_month()
    {
        using var outlet = new OutletScript("o-1");
        Receive(outlet.Rated(Day, "0071", 9, 1, 0, 0), outlet.Rated(Day.AddDays(1), "0071", 5, 0, 0, 0));
        Receive(outlet.Rated(Day, "0072", 2, 0, 0, 1));
        Reopen();
        Assert.Equal(["0072 rated 3"], Counts(Grain.Day, StatedPart.Teller, Day, "rated"));
        Assert.Equal(
            ["0071 rated 5", "0072 rated 3"],
            Counts(Grain.Month, StatedPart.Teller, new(2026, 11, 1), "rated"));
        Assert.Equal([" rated 8"], Counts(Grain.Month, StatedPart.Whole, new(2026, 11, 1), "rated"));
        Assert.Equal([" entries 20"], Counts(Grain.Month, StatedPart.Whole, new(2026, 11, 1), "entries"));
        var report = Assert.Single(Stated.Reports(PeriodKind.Day, Day, Day));
        Assert.Equal((3L, 2, Received), (report.N, report.Edition, report.Kept));
        Assert.Equal(2, Stated.Reports(PeriodKind.Day, Day, Day.AddDays(9), outlet.Outlet).Count());
        Assert.Equal("柜员0071", Assert.Single(Stated.Find(TellerId.Parse("0071"))).Name);
        Assert.Empty(Stated.Find(TellerId.Parse("0099")));
    }

    [Fact]
    public void What_an_outlet_misses_is_told_until_it_says_otherwise()
    {
        using var outlet = new OutletScript("o-1") { Missing = 7 };
        Receive(outlet.Rated(Day, "0071", 9, 1, 0, 0));
        Assert.Equal(7, Assert.Single(Stated.Incomplete(Day, Day)).Missing);
        outlet.Missing = 0;
        Store.Statements.Keep(StatementGroup.Received([outlet.Rated(Day, "0071", 9, 2, 0, 0)],
            Received.AddHours(5)));
        Reopen();
        Assert.Empty(Stated.Incomplete(Day, Day));
        var report = Assert.Single(Stated.Reports(PeriodKind.Day, Day, Day));
        Assert.Equal((Received.AddHours(5), Received), (report.Kept, report.Came));
    }

    [Fact]
    public void A_group_that_is_refused_leaves_no_row()
    {
        using var outlet = new OutletScript("o-1");
        var first = outlet.Rated(Day, "0071", 9, 1, 0, 0);
        outlet.Rated(Day.AddDays(1), "0071", 1, 0, 0, 0);
        var third = outlet.Rated(Day.AddDays(2), "0071", 1, 0, 0, 0);
        Assert.Throws<StoreException>(() => Receive(first, third));
        Reopen();
        Assert.Empty(Stated.Rows(new(Grain.Day, StatedPart.Teller, Day, Day)));
        Assert.Empty(Stated.Reports(PeriodKind.Day, Day, Day));
        Assert.Empty(Stated.Find(TellerId.Parse("0071")));
    }

    /// <summary>Whatever comes in whatever order and grouping, the rows are those of the newest editions
    /// alone.</summary>
    [Fact]
    public void Rows_are_those_made_anew_from_the_newest_editions()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var scripts = Enumerable.Range(1, 3).Select(i => new OutletScript($"o-{i}")).ToList();
        var chains = scripts.Select(s => new Queue<SignedStatement>(Said(s, random))).ToList();
        var newest = new Dictionary<(OutletId, string), SignedStatement>();
        foreach (var signed in chains.SelectMany(c => c))
            newest[(signed.Head.Outlet, signed.Head.Period)] = signed;
        while (chains.Where(c => c.Count > 0).ToArray() is { Length: > 0 } open)
        {
            var group = new List<SignedStatement>();
            for (var i = random.Next(1, 6); i > 0 && open.Any(c => c.Count > 0); i--)
                if (open[random.Next(open.Length)] is { Count: > 0 } chain) group.Add(chain.Dequeue());
            Receive([.. group]);
        }

        Reopen();
        var (days, months) = (new SortedDictionary<string, long>(StringComparer.Ordinal),
            new SortedDictionary<string, long>(StringComparer.Ordinal));
        foreach (var row in newest.Values.SelectMany(s => StatedPeriod.Of(s, Received).Rows))
        {
            Add(days, row);
            Add(months, row with
            {
                Key = row.Key with { Grain = Grain.Month, First = StatedChange.Month(row.Key.First) },
            });
        }

        foreach (var (grain, wanted) in new[] { (Grain.Day, days), (Grain.Month, months) })
        {
            var held = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var part in Enum.GetValues<StatedPart>())
                foreach (var row in Stated.Rows(new(grain, part, new(2026, 10, 1), new(2026, 12, 31))))
                    Add(held, row);
            Assert.True(wanted.Where(w => w.Value != 0).SequenceEqual(held), $"seed {seed}, {grain}");
        }

        Assert.Equal(
            newest.Count, Stated.Reports(PeriodKind.Day, new(2026, 10, 1), new(2026, 12, 31)).Count());
        foreach (var script in scripts) script.Dispose();
    }

    [Fact]
    public void An_outlet_or_a_teller_is_found_without_the_others()
    {
        using OutletScript first = new("o-1"), second = new("o-2");
        Receive(first.Rated(Day, "0071", 1, 0, 0, 0), second.Rated(Day, "0071", 2, 0, 0, 0),
            second.Rated(Day.AddDays(40), "0072", 3, 0, 0, 0));
        var all = new StatedQuery(Grain.Day, StatedPart.Teller, Day, Day.AddDays(99));
        IEnumerable<string> Found(StatedQuery query) => Stated.Rows(query)
            .Where(r => r.Key.Teller is not null)
            .Select(r => $"{r.Key.Outlet} {r.Key.Teller} {r.Key.First:MM-dd}");
        Assert.Equal(["o-1 0071 11-21", "o-2 0071 11-21", "o-2 0072 12-31"], Found(all));
        Assert.Equal(["o-2 0071 11-21", "o-2 0072 12-31"], Found(all with { Outlet = second.Outlet }));
        Assert.Equal(["o-1 0071 11-21", "o-2 0071 11-21"],
            Found(all with { Teller = TellerId.Parse("0071") }));
        Assert.Equal(["o-2 0071 11-21"],
            Found(all with { Outlet = second.Outlet, Teller = TellerId.Parse("0071") }));
        Assert.Empty(Found(all with { Teller = TellerId.Parse("0099") }));
    }

    private void Receive(params SignedStatement[] statements) =>
        Store.Statements.Keep(StatementGroup.Received(statements, Received));

    private IEnumerable<string> Counts(Grain grain, StatedPart part, DateOnly first, string measure) =>
        from row in Stated.Rows(new(grain, part, first, first))
        from count in StatedCounts.Read(row.Counts)
        where count.Key == measure && row.Key.Teller is not null == (part == StatedPart.Teller)
        select $"{row.Key.Teller} {count.Key} {count.Value}";

    private static void Add(SortedDictionary<string, long> sums, StatedRow row)
    {
        foreach (var (measure, count) in StatedCounts.Read(row.Counts))
        {
            var key = $"{row.Key} {measure}";
            sums[key] = sums.GetValueOrDefault(key) + count;
        }
    }

    private static List<SignedStatement> Said(OutletScript outlet, Random random)
    {
        var said = new List<SignedStatement>();
        string[] measures = ["invited", "rated", "level:fair", "level:other-1", "served", "flag:soon"];
        for (var i = 0; i < 12; i++)
        {
            var day = new DateOnly(2026, 11, 28).AddDays(random.Next(5));
            said.Add(outlet.Day(day, [.. Enumerable.Range(0, random.Next(6)).Select(_ =>
                (random.Next(4) == 0 ? "" : $"007{random.Next(3)}", measures[random.Next(measures.Length)],
                    (long)random.Next(300)))]));
        }

        return said;
    }
}
