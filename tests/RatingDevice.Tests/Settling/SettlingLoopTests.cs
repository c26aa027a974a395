using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Settling;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Accounting;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Settling;

/// <summary>The loop on a clock that stands still until a test moves it.</summary>
public sealed class SettlingLoopTests : IDisposable
{
    private readonly FakeRatingStore _store = new();
    private readonly HandTime _time = new();
    private readonly KeptLog<SettlingLoop> _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SettlingLoop _loop;
    private Func<BranchRegistry> _registry = () => TestBranch.Registry;

    public SettlingLoopTests() => _loop = new(
        _store, () => _registry(), DefinitionBook.BuiltIn, new(), _time, _log);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    [Fact]
    public void A_changed_day_is_settled_two_seconds_after_its_last_change()
    {
        Start();
        Commit(new DayScript().Invite("09:04", "satisfied").Serve("a1", "09:00", "09:05"));
        Pass(1.5);
        Assert.Equal((0, 1), (Sum(Measures.Served), _loop.Counters.Waiting));
        Pass(2);
        Assert.Equal((1, 1), (Sum(Measures.Served), Sum(Measures.ServedRated)));
        Assert.Empty(_store.Dirty(10));
        Assert.Equal((1, 0), (_loop.Counters.Settled, _loop.Counters.Waiting));
        var verified = DerivedCheck.Run(_store, TestBranch.Registry, DefinitionBook.BuiltIn);
        Assert.Equal((1, 0), (verified.Days, verified.Faults.Count));
    }

    [Fact]
    public void A_day_that_changes_all_the_time_is_settled_every_half_minute()
    {
        Start();
        for (var i = 0; i < 40; i++)
        {
            Commit(new DayScript().Serve($"a{i}", $"09:{i:00}", null));
            Pass(1);
        }

        Assert.InRange(Sum(Measures.Served), 28, 32);
        Pass(5);
        Assert.Equal(40, Sum(Measures.Served));
    }

    [Fact]
    public void A_store_that_fails_is_tried_again_and_the_lag_is_seen()
    {
        Start();
        Commit(new DayScript().Serve("a1", "09:00", "09:05"));
        Pass(1);
        _store.Away = true;
        Pass(10);
        Assert.True(_loop.Counters.Failures > 0);
        _store.Away = false;
        Pass(20);
        Assert.Equal(1, Sum(Measures.Served));
    }

    [Fact]
    public void A_day_that_cannot_be_made_holds_up_no_other_and_how_long_it_waits_is_seen()
    {
        var asked = 0;
        _registry = () => ++asked % 2 == 1 ? throw new InvalidOperationException("no") : TestBranch.Registry;
        Start();
        Commit(new DayScript("2026-11-20").Serve("a1", "09:00", "09:05"));
        Commit(new DayScript("2026-11-21").Serve("a1", "09:00", "09:05"));
        Pass(3);
        Assert.Equal((1, 1), (_loop.Counters.Settled, _loop.Counters.Failures));
        Assert.Contains(_log.Said, s => s.Text.Contains("cannot be settled", StringComparison.Ordinal));
        Assert.Single(_store.Dirty(10));
    }

    [Fact]
    public void A_settled_day_that_was_tampered_with_is_found()
    {
        Start();
        Commit(new DayScript().Serve("a1", "09:00", "09:05"));
        Pass(5);
        Commit(new DayScript().Invite("10:05", "fair").Serve("a2", "10:00", "10:05"));
        Assert.Equal(0, DerivedCheck.Run(_store, TestBranch.Registry, DefinitionBook.BuiltIn).Days);
        _store.Settle(new(Assert.Single(_store.Dirty(10)), []));
        var fault = Assert.Single(
            DerivedCheck.Run(_store, TestBranch.Registry, DefinitionBook.BuiltIn).Faults);
        Assert.Contains("o-1 2026-11-21", fault.What, StringComparison.Ordinal);
    }

    private void Start() => _ = HandTime.Start(() => _loop.RunAsync(_stop.Token));

    private void Commit(DayScript day) => day.Keep(_store);

    private void Pass(double seconds)
    {
        for (var i = 0; i < seconds * 4; i++) _time.Move(TimeSpan.FromSeconds(0.25));
    }

    private long Sum(string measure) => _store
        .Sums(new(Grain.Day, new(2026, 11, 1), new(2026, 11, 30), [MeasureFamily.Figures]))
        .Where(c => c.Measure == measure).Sum(c => c.Count);
}
