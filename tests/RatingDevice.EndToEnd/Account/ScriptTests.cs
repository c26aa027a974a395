using RatingDevice.Demo.Account;
using RatingDevice.Demo.Counter;

namespace RatingDevice.EndToEnd.Account;

public sealed class ScriptTests
{
    [Fact]
    public void A_seed_gives_the_same_customers_again() => Assert.Equal(
        new VisitScript(7, 2, 0.25).Visits().Take(200), new VisitScript(7, 2, 0.25).Visits().Take(200));

    [Fact]
    public void Every_kind_of_visit_every_level_and_each_ticket_once()
    {
        var visits = Enumerable.Range(0, 8)
            .SelectMany(counter => new VisitScript(7, counter, 0.25).Visits().Take(75)).ToList();
        Assert.Equal(Enum.GetValues<VisitKind>(), visits.Select(v => v.Kind).Distinct().Order());
        Assert.Equal(VisitScript.Levels.Order(), visits.Select(v => v.Level).Distinct().Order());
        Assert.Equal(visits.Count, visits.Select(v => v.Service).Distinct().Count());
        Assert.DoesNotContain(visits, v => v.Level == v.Other);
    }

    [Fact]
    public void Percentiles_are_samples_that_were_measured()
    {
        var sut = new Percentiles(Enumerable.Range(1, 200).Select(i => (double)i));
        Assert.Equal([100, 198, 200], new double?[] { sut.At(50), sut.At(99), sut.At(100) });
        Assert.Null(new Percentiles([]).At(50));
    }

    [Fact]
    public void An_export_is_read_with_quotes_and_line_feeds_in_fields()
    {
        var rows = CsvRows.Read("\uFEFFa,b\r\n\"1,\"\"x\"\"\n2\",3\r\n").ToList();
        Assert.Equal("1,\"x\"\n2", Assert.Single(rows)["a"]);
        Assert.Equal("3", rows[0]["b"]);
    }
}
