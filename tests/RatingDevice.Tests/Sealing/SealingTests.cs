using System.Globalization;
using System.Security.Cryptography;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Sealing;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Accounting;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Sealing;

/// <summary>Statements made of what a store holds. The outlet is o-1 in Shanghai; its day ends at 16:00
/// UTC.</summary>
public sealed partial class SealingTests : IDisposable
{
    private readonly FakeRatingStore _store = new();
    private readonly JournalScript _device = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SealingOptions _options = new();
    private IReadOnlyList<MissingEnd> _ends = [];
    private readonly List<IntakeMessage> _messages = [];
    private long _sent;

    public void Dispose()
    {
        _device.Dispose();
        _key.Dispose();
    }

    [Fact]
    public void A_day_is_sealed_an_hour_after_it_is_over_and_only_once()
    {
        Rate(2);
        Assert.Equal(0, Seal("2026-11-21T16:59:00Z"));
        Assert.Equal(1, Seal("2026-11-21T17:00:00Z"));
        Assert.Equal(0, Seal("2026-11-21T18:00:00Z"));
        Assert.Empty(_store.Statements.Unsealed(10));
        var day = Assert.Single(Chain());
        Assert.Equal(("2026-11-21", 1, 1L), (day.Head.Period, day.Head.Edition, day.Head.N));
        Assert.Equal(2, Counts(day, "1001")["rated"]);
        var range = day.Statement.Devices.Single(d => d.Journal == _device.Journal);
        Assert.Equal((1L, _device.Head), (range.First - 1, range.Last));
        Assert.Equal(_device.Hash, range.Hash);
        Assert.Equal(Es256.Fingerprint(_device.Key), range.Key);
        Assert.Equal(3, day.Statement.Devices.Count(d => d.Journal is null)); // d-2, d-3 and d-4 were silent
        Assert.True(day.Envelope.Vouches(day.Hash, _key));
    }

    [Fact]
    public void A_day_on_which_nothing_happened_says_so()
    {
        Rate(1);
        Assert.Equal(1, Seal("2026-11-21T17:00:00Z"));
        Assert.Equal(2, Seal("2026-11-23T17:00:00Z"));
        Assert.Equal(["2026-11-21", "2026-11-22", "2026-11-23"], Chain().Select(s => s.Head.Period));
        Assert.Empty(Chain()[^1].Statement.Tellers);
        Assert.Equal(Chain()[1].Hash, Chain()[2].Head.P);
    }

    [Fact]
    public void A_day_that_waits_to_be_settled_waits_for_its_statement_too()
    {
        Rate(1, settle: false);
        Seal("2026-11-22T17:00:00Z");
        Assert.DoesNotContain(Chain(), s => s.Head.Period == "2026-11-21");
        Settle();
        Seal("2026-11-22T17:01:00Z");
        Assert.Contains(Chain(), s => s.Head.Period == "2026-11-21");
    }

    [Fact]
    public void What_comes_late_makes_an_amendment_that_says_what_changed_and_why()
    {
        Rate(2);
        Seal("2026-11-21T17:00:00Z");
        Rate(1);
        Assert.Equal(1, Seal("2026-11-24T02:00:00Z") - 2); // the 22nd and 23rd were closed too
        var amended = Chain().Single(s => s.Head.Edition == 2);
        Assert.Equal(Chain()[0].Hash, amended.Head.Replaces);
        Assert.Equal([StatementReason.LateEntries], amended.Head.Why);
        Assert.Contains(new ChangeLine(TellerId.Parse("1001"), "rated", 2, 3), amended.Statement.Changes);
        Assert.Equal(3, Counts(amended, "1001")["rated"]);
    }

    [Fact]
    public void An_amended_day_stays_cut_as_it_was()
    {
        Rate(2);
        Seal("2026-11-21T17:00:00Z");
        Rate(1);
        var moved = Outlet with { Rules = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Urumqi"), 4) };
        Desk().Seal(moved, At("2026-11-23T17:00:00Z"));
        Assert.Equal([("2026-11-21", 2, "Asia/Shanghai"), ("2026-11-22", 1, "Asia/Urumqi")], Chain().Skip(1)
            .Take(2).Select(s => (s.Head.Period, s.Head.Edition, s.Head.Zone)));
    }

    [Fact]
    public void A_feed_that_tells_more_later_is_named_as_the_reason()
    {
        Rate(1);
        Seal("2026-11-21T17:00:00Z");
        new DayScript().Serve("a1", "09:00", "09:05").Keep(_store);
        Settle();
        Seal("2026-11-21T19:00:00Z");
        var amended = Chain()[^1];
        Assert.Equal(2, amended.Head.Edition);
        Assert.Equal([StatementReason.ServedFeed], amended.Head.Why);
        Assert.Equal(1, amended.Statement.Served!.Rows);
    }

    [Fact]
    public void What_a_device_has_not_delivered_is_said_and_taken_back_when_it_came()
    {
        Rate(1);
        var day = new DateOnly(2026, 11, 21);
        _ends = [new(TestBranch.Post("d-1"), day, day, 7)];
        Seal("2026-11-21T17:00:00Z");
        Assert.Equal(7, Chain()[0].Statement.Devices.Single(d => d.Device == _device.Device).Missing);
        Assert.Equal(0, Seal("2026-11-21T17:05:00Z"));
        _ends = [];
        Assert.Equal(1, Seal("2026-11-21T18:00:00Z"));
        Assert.Equal([StatementReason.Missing], Chain()[^1].Head.Why);
        Assert.Empty(Chain()[^1].Statement.Changes);
    }

    [Fact]
    public void A_month_and_a_quarter_rest_on_the_newest_editions_and_follow_them()
    {
        Rate(2);
        Seal("2026-12-02T17:00:00Z");
        Assert.DoesNotContain(Chain(), s => s.Head.Period == "2026-11");
        Seal("2027-01-03T17:30:00Z");
        var month = Chain().Single(s => s.Head.Period == "2026-11");
        Assert.Equal(10, month.Statement.Rests.Count); // the 21st to the 30th
        Assert.Equal(2, Counts(month, "1001")["rated"]);
        var quarter = Chain().Single(s => s.Head.Period == "2026-Q4");
        Assert.Equal(["2026-11", "2026-12"], quarter.Statement.Rests.Select(r => r.Period));
        Rate(1);
        Assert.Equal(3, Seal("2027-01-03T17:31:00Z"));
        Assert.Equal([("2026-11-21", 2), ("2026-11", 2), ("2026-Q4", 2)],
            Chain().TakeLast(3).Select(s => (s.Head.Period, s.Head.Edition)));
        Assert.Equal([StatementReason.Rests], Chain()[^1].Head.Why);
        Assert.Equal(3, Counts(Chain()[^1], "1001")["rated"]);
    }

    [Fact]
    public void The_same_holdings_give_the_same_bytes()
    {
        Rate(5);
        Seal("2026-12-10T17:00:00Z");
        var first = Chain().Select(s => s.Hash).ToList();
        var again = new FakeRatingStore();
        using var feeder = new Feeder(again);
        foreach (var message in _messages) feeder.Feed(message);
        Settle(again);
        new SealingDesk(again, TestBranch.Registry, DefinitionBook.BuiltIn, _ends, _key, _options, "test 1")
            .Seal(Outlet, At("2026-12-10T17:00:00Z"));
        Assert.Equal(first, again.Statements.Chain(Outlet.Id).Select(k => k.Signed.Hash));
    }

    [Fact]
    public void A_store_that_fails_keeps_what_was_sealed_and_the_rest_follows()
    {
        Rate(1);
        Seal("2026-11-21T17:00:00Z");
        _store.Away = true;
        Assert.Throws<StoreException>(() => Seal("2026-11-23T17:00:00Z"));
        _store.Away = false;
        Assert.Equal(2, Seal("2026-11-23T17:00:00Z"));
    }

    [Fact]
    public void Verify_makes_sealed_days_again_and_names_a_statement_that_says_otherwise()
    {
        Rate(2);
        Seal("2026-11-21T17:00:00Z");
        StatementReport Check() => StatementCheck.Run(_store, TestBranch.Registry, DefinitionBook.BuiltIn);
        Assert.Equal((1, 1, 0), (Check().Statements, Check().Days, Check().Faults.Count));
        var mark = new DirtyDay(Outlet.Id, new(2026, 11, 21), 99);
        _store.Settle(new(mark, [])); // somebody takes the derived figures away
        Assert.Empty(Check().Faults); // it waits for an amendment
        var marks = _store.Statements.Unsealed(9);
        _store.Statements.Keep(new([], At("2026-11-21T18:00:00Z")) { Sealed = marks });
        Assert.Contains("held otherwise", Assert.Single(Check().Faults).What, StringComparison.Ordinal);
    }

    private static OutletRecord Outlet => TestBranch.Registry.Outlets.Single(o => o.Id.ToString() == "o-1");

    private IReadOnlyList<SignedStatement> Chain() =>
        [.. _store.Statements.Chain(Outlet.Id).Select(k => k.Signed)];

    private static IReadOnlyDictionary<string, long> Counts(SignedStatement s, string teller) =>
        s.Statement.Tellers.Single(t => t.Teller == TellerId.Parse(teller)).Counts;

    private int Seal(string now) => Desk().Seal(Outlet, At(now));

    private SealingDesk Desk() => new(
        _store, TestBranch.Registry, DefinitionBook.BuiltIn, _ends, _key, _options, "test 1");

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private void Rate(int times, bool settle = true)
    {
        for (var i = 0; i < times; i++) _device.Rate(_device.Invite("1001"), "satisfied");
        using var feeder = new Feeder(_store);
        _messages.Add(_device.Message(_device.BatchFrom(_sent + 1)));
        feeder.Feed(_messages[^1]);
        _sent = _device.Head;
        if (settle) Settle();
    }

    private void Settle(FakeRatingStore? store = null)
    {
        var of = store ?? _store;
        foreach (var mark in of.Dirty(100))
        {
            var rules = TestBranch.Registry.Outlet(mark.Outlet);
            of.Settle(new(mark, DayCells.Of(
                OutletDay.Read(of, mark.Outlet, mark.Day, rules), DefinitionBook.BuiltIn.On(mark.Day))));
        }
    }
}
