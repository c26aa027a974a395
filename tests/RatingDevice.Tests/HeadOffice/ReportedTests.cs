using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Tests.HeadOffice;

public sealed class ReportedTests : IDisposable
{
    private static readonly Period Days = new(SmallBank.Day(14), SmallBank.Day(18));

    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    [Fact]
    public void Who_did_not_report_stands_first_and_a_moved_outlet_is_expected_where_it_stood()
    {
        var due = ReportedDay.Due(SmallBank.Tree.Outlet(OutletId.Parse("o-2"))!.Rules, SmallBank.Day(14));
        _bank.Rated("o-2", SmallBank.Day(14), "0201", 1, 0, 0, 0)
            .Rated("o-2", SmallBank.Day(14), "0201", 2, 0, 0, 0)
            .Receive(_bank["o-2"].Rated(SmallBank.Day(15), "0201", 1, 0, 0, 0), due.AddDays(1).AddHours(30));
        _bank["o-3"].Missing = 9;
        _bank.Rated("o-3", SmallBank.Day(14), "0301", 1, 0, 0, 0);
        var map = Map("b-1", due.AddDays(2).AddHours(1));
        Assert.Equal(["o-1", "o-3", "o-2"], map.Lines.Select(l => l.Outlet.Id.ToString()));
        Assert.Equal(
            [
                ReportedState.Absent, ReportedState.Absent, ReportedState.Absent, ReportedState.NotDue,
                ReportedState.NotDue,
            ],
            map.Lines[0].Days.Select(d => d.State));
        Assert.Equal([ReportedState.InTime, ReportedState.Absent, ReportedState.Elsewhere],
            map.Lines[1].Days.Take(3).Select(d => d.State));
        Assert.Equal(9, map.Lines[1].Counts.Missing);
        Assert.Equal(
            [(ReportedState.InTime, 2, 0), (ReportedState.Late, 1, 30), (ReportedState.Absent, 0, 1)],
            map.Lines[2].Days.Take(3).Select(d => (d.State, d.Edition, d.HoursLate)));
        Assert.Equal((12L, 3L, 5L, 1L, 1L), (map.Total.Expected, map.Total.Reported, map.Total.Absent,
            map.Total.Late, map.Total.Amended));
        Assert.Equal(["s-1", ""], map.Branches.Select(b => b.Branch?.Id.ToString() ?? ""));
        var there = Map("b-2", due).Lines.Single(l => l.Outlet.Id == OutletId.Parse("o-3"));
        Assert.Equal(3, there.Counts.Expected);
    }

    [Fact]
    public void A_months_statement_agrees_until_a_day_is_amended_and_a_missing_day_is_named()
    {
        _bank.Rated("o-2", SmallBank.Day(14), "0201", 1, 0, 0, 0)
            .Rated("o-2", SmallBank.Day(15), "0201", 3, 0, 0, 0)
            .Receive(_bank["o-2"].Month(SmallBank.Day(1)));
        var account = Account();
        Assert.Equal([Agreement.Agrees, Agreement.Agrees, Agreement.Missing],
            account.Days.Take(3).Select(d => d.Standing));
        Assert.Equal(Agreement.Agrees, Assert.Single(account.Wholes).Counts);
        _bank.Rated("o-2", SmallBank.Day(15), "0201", 4, 0, 0, 0);
        account = Account();
        Assert.Equal(Agreement.Amended, account.Days[1].Standing);
        Assert.Equal(Agreement.Differs, account.Wholes[0].Counts);
        Assert.Contains("rated", account.Wholes[0].Differing);
        _bank.Receive(_bank["o-2"].Month(SmallBank.Day(1)));
        Assert.Equal(Agreement.Amended, Account().Wholes[0].Counts);
    }

    [Fact]
    public void A_quarter_is_held_against_its_months()
    {
        var script = _bank["o-2"];
        _bank.Rated("o-2", SmallBank.Day(14), "0201", 1, 0, 0, 0).Receive(script.Month(SmallBank.Day(1)))
            .Receive(script.Quarter(SmallBank.Day(1)));
        Assert.Equal([("2026-11", Agreement.Agrees), ("2026-Q4", Agreement.Agrees)], Standing());
        _bank.Rated("o-2", SmallBank.Day(15), "0201", 3, 0, 0, 0).Receive(script.Month(SmallBank.Day(1)));
        Assert.Equal([("2026-11", Agreement.Amended), ("2026-Q4", Agreement.Differs)], Standing());
        var quarter = Account().Wholes[1];
        Assert.Equal(["2026-11"], quarter.Otherwise);
        Assert.Contains("rated", quarter.Differing);
        _bank.Receive(script.Quarter(SmallBank.Day(1)));
        Assert.Equal(("2026-Q4", Agreement.Amended), Standing().Last());

        IEnumerable<(string, Agreement)> Standing() =>
            Account().Wholes.Select(w => (w.Period.ToString(), w.Counts));
    }

    private Reconciliation Account() => Reconciliation.Of(
        _bank.Store.Statements, SmallBank.Tree,
        SmallBank.Tree.Outlet(OutletId.Parse("o-2"))!, Days, new(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));

    private ReportedMap Map(string unit, DateTimeOffset now) => ReportedMap.Of(
        SmallBank.Tree, SmallBank.Tree.Unit(UnitId.Parse(unit))!, Days,
        _bank.Store.Statements.Figures.Reports(PeriodKind.Day, Days.From, Days.To), now);
}
