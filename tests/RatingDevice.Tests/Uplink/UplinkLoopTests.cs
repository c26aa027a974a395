using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Scheduling;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Uplink;

/// <summary>The real loops of two levels and more in virtual time.</summary>
public sealed partial class UplinkLoopTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 18, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly First = new(2026, 10, 1);

    private readonly SimScheduler _scheduler = new(new Random(7));
    private readonly List<IDisposable> _made = [];
    private BankTree _tree = new TreeScript().Unit("ho").Unit("b-1", "ho")
        .Outlet("o-1", "b-1").Outlet("o-2", "b-1").Outlet("o-3", "b-1").Make();

    public void Dispose() => _made.ForEach(m => m.Dispose());

    [Fact]
    public void Thirty_days_without_head_office_are_made_good_by_themselves()
    {
        var (office, branch) = Two();
        branch.Office!.Down = true;
        var chains = new[] { Chain("o-1"), Chain("o-2"), Chain("o-3") };
        for (var day = 0; day < 30; day++)
        {
            foreach (var chain in chains)
                Kept(branch, chain, chain.Day(First.AddDays(day), ("t-1", "rated", 9)));
            Run(TimeSpan.FromDays(1));
        }

        Assert.Equal(90, branch.Store.Backlog().Count);
        Assert.Equal("no route to host", branch.Uplink!.Book.Failing!.Value.What);
        // a pause of two minutes, a quarter more or less: 24 to 40 tries an hour
        Assert.InRange(branch.Office.Tries, 30 * 24 * 22, 30 * 24 * 42);
        branch.Office.Down = false;
        Run(TimeSpan.FromMinutes(5));
        Assert.Equal(0, branch.Store.Backlog().Count);
        Assert.Null(branch.Uplink.Book.Failing);
        foreach (var chain in chains) Same(chain, office);
    }

    [Fact]
    public void A_lost_answer_costs_one_sending_and_keeps_nothing_twice()
    {
        var (office, branch) = Two();
        branch.Office!.LoseAnswers = 3;
        var chain = Chain("o-1");
        Kept(branch, chain, chain.Day(First));
        Run(TimeSpan.FromMinutes(1));
        Assert.Equal((0, 4), (branch.Store.Backlog().Count, branch.Office.Tries));
        Same(chain, office);
    }

    [Fact]
    public void A_receipt_that_cannot_be_kept_is_no_receipt()
    {
        var (office, branch) = Two();
        var chain = Chain("o-1");
        Kept(branch, chain, chain.Day(First));
        branch.Store.Failures = 2;
        Run(TimeSpan.FromSeconds(2));
        Assert.Equal(1, branch.Store.Backlog().Count);
        Run(TimeSpan.FromMinutes(1));
        Assert.Equal(0, branch.Store.Backlog().Count);
        Same(chain, office);
    }

    [Theory]
    [InlineData("hash", "for other bytes")]
    [InlineData("number", "is of o-1 2")]
    [InlineData("moment", "signature does not fit")]
    [InlineData("unit", "signature does not fit")]
    [InlineData("key", "another key than uplink:key")]
    public void A_receipt_that_was_tampered_with_is_named_and_delivers_nothing(string what, string said)
    {
        var (_, branch) = Two();
        var stranger = Made(System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256));
        var chain = Chain("o-1");
        var statement = Kept(branch, chain, chain.Day(First));
        branch.Office!.Alter = r => what switch
        {
            "hash" => r with { Hash = Digest.Of("other"u8) },
            "number" => r with { N = 2 },
            "moment" => r with { At = r.At.AddHours(-1) },
            "unit" => r with { By = UnitId.Parse("b-9") },
            _ => Receipt.Of(statement, r.At, r.By, stranger),
        };
        Run(TimeSpan.FromMinutes(1));
        var held = Assert.Single(branch.Uplink!.Book.HeldUp.Now);
        Assert.Null(held.Reason);
        Assert.Contains(said, held.Detail, StringComparison.Ordinal);
        Assert.Equal(1, branch.Store.Backlog().Count);
        branch.Office.Alter = r => r;
        Run(TimeSpan.FromHours(1.1));
        Assert.Equal(0, branch.Store.Backlog().Count);
        Assert.Empty(branch.Uplink.Book.HeldUp.Now);
    }

    [Fact]
    public void A_level_above_that_was_restored_from_a_backup_gets_what_it_misses()
    {
        var (office, branch) = Two();
        var chain = Chain("o-1");
        for (var day = 0; day < 5; day++) Kept(branch, chain, chain.Day(First.AddDays(day)));
        Run(TimeSpan.FromDays(6));
        office.Store.Forget(OutletId.Parse("o-1"), 3);
        Kept(branch, chain, chain.Day(First.AddDays(5)));
        Run(TimeSpan.FromMinutes(1));
        Same(chain, office);
    }

    [Fact]
    public void An_outlet_the_tree_does_not_have_holds_up_no_other_and_is_asked_after_each_hour()
    {
        var (office, branch) = Two();
        var (known, unknown) = (Chain("o-1"), Chain("o-9"));
        for (var day = 0; day < 3; day++)
        {
            Kept(branch, unknown, unknown.Day(First.AddDays(day)));
            Kept(branch, known, known.Day(First.AddDays(day)));
        }

        Run(TimeSpan.FromDays(4));
        Same(known, office);
        var held = Assert.Single(branch.Uplink!.Book.HeldUp.Now);
        Assert.Equal((StatementRefusal.UnknownOutlet, 1L), (held.Reason, held.N));
        Assert.InRange(branch.Office!.Tries, 95, 105); // three of the known, each hour one of the unknown
        _tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet("o-1", "b-1").Outlet("o-9", "b-1")
            .Make();
        Run(TimeSpan.FromHours(1.1));
        Same(unknown, office);
        Assert.Empty(branch.Uplink.Book.HeldUp.Now);
    }

    [Fact]
    public void What_needs_people_waits_for_them_and_goes_on_when_it_is_sent_again()
    {
        var (office, branch) = Two();
        var (chain, forged) = (Chain("o-1"), Chain("o-1"));
        Kept(office, forged, forged.Day(First, ("t-1", "rated", 1)));
        _tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet("o-1", "b-1", default, chain.Fingerprint)
            .Make();
        Kept(branch, chain, chain.Day(First, ("t-1", "rated", 2)));
        Run(TimeSpan.FromDays(3));
        var held = Assert.Single(branch.Uplink!.Book.HeldUp.Now);
        Assert.Equal((StatementRefusal.ChangedBytes, 1), (held.Reason, branch.Office!.Tries));
        Assert.Null(held.Again);
        office.Store.Forget(OutletId.Parse("o-1"), 1);
        branch.Uplink.Resend(First);
        Run(TimeSpan.FromMinutes(1));
        Same(chain, office);
        Assert.Equal((1L, 1L), (branch.Uplink.Book.Resend!.Done, branch.Uplink.Book.Resend.Total));
    }

    [Fact]
    public void A_store_that_fails_meanwhile_does_not_end_sending_again()
    {
        var (office, branch) = Two();
        var chain = Chain("o-1");
        for (var day = 0; day < 3; day++) Kept(branch, chain, chain.Day(First.AddDays(day)));
        Run(TimeSpan.FromMinutes(5));
        branch.Store.Failures = 1;
        branch.Uplink!.Resend(First);
        Run(TimeSpan.FromMinutes(5));
        Assert.NotNull(branch.Uplink.Book.Resend!.Finished);
        Assert.Null(branch.Uplink.Note.Left);
        Same(chain, office);
    }

    [Fact]
    public void A_clock_that_is_ahead_is_waited_for()
    {
        var (office, branch) = Two();
        var chain = Chain("o-1");
        Kept(branch, chain, chain.Day(new(2026, 11, 4))); // here it is the second of November
        Run(TimeSpan.FromHours(2));
        Assert.Equal(StatementRefusal.Future, Assert.Single(branch.Uplink!.Book.HeldUp.Now).Reason);
        Run(TimeSpan.FromDays(3));
        Same(chain, office);
    }

    private (SimLevel Office, SimLevel Branch) Two()
    {
        var office = Made(new SimLevel(_scheduler, Start, "ho", () => _tree));
        return (office, Made(new SimLevel(_scheduler, Start, "b-1", () => _tree, office)));
    }

    private ChainScript Chain(string outlet) => Made(new ChainScript(outlet));

    private static SignedStatement Kept(SimLevel level, ChainScript chain, SignedStatement statement)
    {
        chain.KeepIn(level.Store, level.Clock.Wall, statement.Head.N);
        return statement;
    }

    private static void Same(ChainScript chain, SimLevel level) => Assert.Equal(
        chain.Made.Select(s => s.ToBytes()),
        level.Store.Chain(chain.Outlet).Select(k => k.Signed.ToBytes()));

    private void Run(TimeSpan time) => _scheduler.Run(_scheduler.Now + time);

    private T Made<T>(T thing)
        where T : IDisposable
    {
        _made.Add(thing);
        return thing;
    }
}
