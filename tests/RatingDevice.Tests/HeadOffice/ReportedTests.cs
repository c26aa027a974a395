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
        // o-3 was directly below until it moved out
        Assert.Equal((2, 7L), (map.Branches[1].Outlets, map.Branches[1].Counts.Expected));
        var there = Map("b-2", due).Lines.Single(l => l.Outlet.Id == OutletId.Parse("o-3"));
        Assert.Equal(3, there.Counts.Expected);
    }

    /// <summary>o-3 is absent for fifteen days under b-1, o-1 for twenty; the last day of both is under
    /// b-2.</summary>
    [Fact]
    public void Each_day_of_an_outlet_that_moved_is_charged_to_the_branch_it_stood_under()
    {
        var month = Period.Month(SmallBank.Day(1));
        for (var day = 16; day <= 30; day++) _bank.Rated("o-3", SmallBank.Day(day), "0301", 1, 0, 0, 0);
        for (var day = 21; day <= 30; day++) _bank.Rated("o-1", SmallBank.Day(day), "0101", 1, 0, 0, 0);
        for (var day = 1; day <= 30; day++)
            _bank.Rated("o-2", SmallBank.Day(day), "0201", 1, 0, 0, 0)
                .Rated("o-4", SmallBank.Day(day), "0401", 1, 0, 0, 0);
        var map = ReportedMap.Of(
            SmallBank.Tree, SmallBank.Tree.Root!, month,
            _bank.Store.Statements.Figures.Reports(PeriodKind.Day, month.From, month.To),
            new(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(
            [("b-1", 3, 65L, 30L, 35L), ("b-2", 3, 55L, 55L, 0L)],
            map.Branches.Select(b => (b.Branch!.Id.ToString(), b.Outlets, b.Counts.Expected,
                b.Counts.Reported, b.Counts.Absent)));
        Assert.Equal((120L, 35L), (map.Total.Expected, map.Total.Absent));
    }

    [Fact]
    public void An_outlet_that_was_closed_or_moved_away_does_not_stand_directly_below()
    {
        var tree = BankFile.Form.Parse("""
            kind,id,name,parent,from,zone
            unit,head,总行,,,
            unit,b-1,一分行,head,,
            unit,b-2,二分行,head,,
            unit,s-1,支行,b-1,,
            outlet,o-1,一号,s-1,,Asia/Shanghai
            outlet,o-1,,,2026-11-11,
            outlet,o-2,二号,s-1,,Asia/Shanghai
            outlet,o-2,,b-2,2026-11-21,
            """u8.ToArray(), ".csv").Value!;
        var month = Period.Month(SmallBank.Day(1));
        var map = ReportedMap.Of(tree, tree.Unit(UnitId.Parse("b-1"))!, month, [],
            new(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));
        var branch = Assert.Single(map.Branches);
        Assert.Equal(("s-1", 2, 30L), (branch.Branch!.Id.ToString(), branch.Outlets, branch.Counts.Absent));
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

    /// <summary>Whoever reads of a range left out can ask for an audit of the days beside it.</summary>
    [Fact]
    public void Numbers_of_a_journal_that_no_day_states_are_told_with_the_days_beside_them()
    {
        _bank.Rated("o-2", SmallBank.Day(14), "0201", 1, 0, 0, 0);
        Assert.Equal(0, Assert.Single(Account().Journals).Unstated);
        // the month takes a number, and ten entries of the script with it
        _bank.Receive(_bank["o-2"].Month(SmallBank.Day(1)))
            .Rated("o-2", SmallBank.Day(15), "0201", 1, 0, 0, 0);
        var journal = Assert.Single(Account().Journals);
        var hole = Assert.Single(journal.Holes);
        Assert.Equal((10L, 11L, 20L), (journal.Unstated, hole.First, hole.Last));
        Assert.Equal((SmallBank.Day(14), SmallBank.Day(15)), (hole.From!.Day, hole.To!.Day));
    }

    private Reconciliation Account() => Reconciliation.Of(
        _bank.Store.Statements, SmallBank.Tree,
        SmallBank.Tree.Outlet(OutletId.Parse("o-2"))!, Days, new(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));

    private ReportedMap Map(string unit, DateTimeOffset now) => ReportedMap.Of(
        SmallBank.Tree, SmallBank.Tree.Unit(UnitId.Parse(unit))!, Days,
        _bank.Store.Statements.Figures.Reports(PeriodKind.Day, Days.From, Days.To), now);
}
