using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Scheduling;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Uplink;

/// <summary>How many statements are looked at, and how many wait for an answer, in virtual time.</summary>
public sealed class UplinkWindowTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 18, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly First = new(2026, 10, 1);

    private readonly SimScheduler _scheduler = new(new Random(7));
    private readonly ChainScript _known = new("o-1"), _unknown = new("o-9");

    public void Dispose()
    {
        _known.Dispose();
        _unknown.Dispose();
    }

    [Fact]
    public void Many_statements_that_are_held_up_are_not_read_and_hold_up_nothing_behind_them()
    {
        var tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet("o-1", "b-1").Make();
        using var office = new SimLevel(_scheduler, Start, "ho", () => tree);
        using var branch = new SimLevel(_scheduler, Start, "b-1", () => tree, office);
        for (var day = 0; day < 600; day++) _unknown.Day(First.AddDays(-day));
        _unknown.KeepIn(branch.Store, Start);
        for (var day = 0; day < 3; day++) _known.Day(First.AddDays(day));
        _known.KeepIn(branch.Store, Start);
        Run(TimeSpan.FromSeconds(10));
        Assert.Equal(3, office.Store.Head(_known.Outlet)?.N);
        Run(TimeSpan.FromMinutes(10));
        Assert.Equal((256, 4), (branch.Store.MostUnsent, branch.Office!.Tries));
    }

    [Fact]
    public void As_many_statements_are_under_way_as_may_be_while_their_answers_take_long()
    {
        using var office = new SlowOffice { MostUnderway = 300 };
        var store = new FakeStatementStore();
        for (var day = 0; day < 400; day++) _known.Day(First.AddDays(-day));
        _known.KeepIn(store, Start);
        var context = new SimContext(_scheduler, "b-1");
        var loop = new UplinkLoop(office, store, Digest.Zero, new(), new Random(1),
            new SimTime(new(_scheduler, Start), context), NullLogger<UplinkLoop>.Instance);
        _ = context.Start(() => loop.RunAsync(default));
        Run(TimeSpan.FromMinutes(1));
        Assert.Equal(_known.Made.Take(300).Select(s => s.Head.N), office.Seen);
    }

    [Fact]
    public void What_is_sent_again_by_a_slow_way_counts_when_its_receipt_came_again()
    {
        using var office = new SlowOffice { MostUnderway = 4 };
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var store = new FakeStatementStore();
        foreach (var chain in new[] { _known, _unknown })
        {
            for (var day = 0; day < 3; day++) chain.Day(First.AddDays(day));
            chain.KeepIn(store, Start);
        }

        Delivery Taken(SignedStatement s) => new Taken(Receipt.Of(s, Start, UnitId.Parse("ho"), key));
        var context = new SimContext(_scheduler, "b-1");
        var loop = new UplinkLoop(office, store, Es256.Fingerprint(key), new(), new Random(1),
            new SimTime(new(_scheduler, Start), context), NullLogger<UplinkLoop>.Instance);
        _ = context.Start(() => loop.RunAsync(default));
        office.Answer = Taken;
        Run(TimeSpan.FromMinutes(1));
        Assert.Equal(0, store.Backlog().Count);

        office.Answer = _ => new Underway();
        loop.Resend(First);
        Run(TimeSpan.FromMinutes(1));
        Assert.Equal((0L, 4L, 6L), State(loop)); // of both outlets, as many as may be under way
        office.Answer = s => s.Head.Outlet == _known.Outlet ? Taken(s)
            : new Refused(StatementRefusal.UnknownOutlet, "no such outlet", null);
        Run(TimeSpan.FromMinutes(1));
        Assert.Equal((3L, 0L, 6L), State(loop));
        Assert.NotNull(loop.Book.Resend!.Finished);
        Assert.Equal((_unknown.Outlet, StatementRefusal.UnknownOutlet),
            (loop.Book.HeldUp.Now.Single().Outlet, loop.Book.HeldUp.Now.Single().Reason));
        Assert.Null(loop.Note.Left);
    }

    private static (long Done, long Underway, long Total) State(UplinkLoop loop) =>
        (loop.Book.Resend!.Done, loop.Book.Resend.Underway, loop.Book.Resend.Total);

    private void Run(TimeSpan time) => _scheduler.Run(_scheduler.Now + time);
}
