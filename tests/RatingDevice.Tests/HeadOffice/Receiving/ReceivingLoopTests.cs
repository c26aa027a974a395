using System.Security.Cryptography;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.HeadOffice.Receiving;

public sealed class ReceivingLoopTests : IDisposable
{
    private static readonly DateOnly First = new(2026, 11, 1);

    private readonly FakeStatementStore _store = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ChainScript> _chains =
        [.. Enumerable.Range(1, 8).Select(i => new ChainScript($"o-{i}"))];

    private readonly ReceivingLoop _loop;
    private Task _running = Task.CompletedTask;

    public ReceivingLoopTests()
    {
        var tree = new TreeScript().Unit("ho").Unit("b-1", "ho");
        foreach (var chain in _chains) tree.Outlet(chain.Outlet.ToString(), "b-1");
        var made = tree.Make();
        _loop = new(_store, () => made, UnitId.Parse("ho"), _key, new() { Waiting = 64 }, new HandTime(),
            new KeptLog<ReceivingLoop>());
    }

    public void Dispose()
    {
        _stop.Cancel();
        _running.Wait(TimeSpan.FromSeconds(10));
        _chains.ForEach(c => c.Dispose());
        _stop.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task What_arrives_together_is_one_commit_and_each_gets_its_receipt()
    {
        var waiting = _chains.SelectMany(c => new[] { c.Day(First), c.Day(First.AddDays(1)) })
            .Select(s => (Sent: s, Said: Deliver(s))).ToList();
        Start();
        foreach (var (sent, said) in waiting)
        {
            var receipt = Assert.IsType<Taken>(await said).Receipt;
            Assert.Equal(
                (sent.Head.Outlet, sent.Head.N, sent.Hash), (receipt.Outlet, receipt.N, receipt.Hash));
            Assert.True(receipt.Vouches(_key));
        }

        Assert.Equal((1, 16L, 1L), (_store.Keeps, _loop.Counters.Taken, _loop.Counters.Groups));
    }

    [Fact]
    public async Task Nobody_gets_a_receipt_for_what_the_store_did_not_keep()
    {
        _store.Failures = 3; // the group, and two of the three by themselves
        var waiting = _chains.Take(3).Select(c => Deliver(c.Day(First))).ToList();
        Start();
        var said = await Task.WhenAll(waiting);
        Assert.Equal(["Away", "Away", "Taken"], said.Select(s => s.GetType().Name));
        Assert.Single(_store.Heads());
        Assert.IsType<Taken>(await Deliver(_chains[0].Made[0]));
        Assert.IsType<Taken>(await Deliver(_chains[1].Made[0]));
    }

    [Fact]
    public async Task One_bad_statement_harms_no_other_of_its_group()
    {
        var bad = _chains[0].Day(First).ToBytes();
        bad[^3] ^= 1;
        var waiting = new[] { _loop.TakeAsync(bad, UnitId.Parse("b-1")), Deliver(_chains[1].Day(First)) };
        Start();
        Assert.IsType<Refused>(await waiting[0]);
        Assert.IsType<Taken>(await waiting[1]);
    }

    [Fact]
    public async Task A_statement_that_cannot_be_judged_is_sent_back_alone_and_receiving_goes_on()
    {
        foreach (var chain in _chains)
            chain.KeepIn(_store, DateTimeOffset.UnixEpoch, chain.Day(First).Head.N);
        var damaged = _chains[0];
        _store.Damaged.Add(damaged.Outlet);
        var waiting = _chains.Select(c => Deliver(c == damaged ? c.Made[0] : c.Day(First.AddDays(1))))
            .ToList();
        Start();
        var said = await Task.WhenAll(waiting);
        Assert.Contains("could not be judged", Assert.IsType<Away>(said[0]).What, StringComparison.Ordinal);
        Assert.All(said.Skip(1), s => Assert.IsType<Taken>(s));
        Assert.IsType<Taken>(await Deliver(_chains[1].Day(First.AddDays(2))));
    }

    [Fact]
    public async Task What_can_be_read_and_may_not_be_durable_gets_no_receipt()
    {
        _store.Unsure = true;
        var waiting = _chains.Take(3).Select(c => Deliver(c.Day(First))).ToList();
        Start();
        Assert.All(await Task.WhenAll(waiting), s => Assert.IsType<Away>(s));
        Assert.Equal(3, _store.Heads().Count);
        Assert.IsType<Away>(await Deliver(_chains[0].Made[0]));
        _store.Unsure = false;
        Assert.IsType<Taken>(await Deliver(_chains[0].Made[0]));
        Assert.Equal((3, 1L), (_store.Heads().Count, _loop.Counters.Again));
    }

    [Fact]
    public async Task Too_many_at_once_are_told_to_come_again_and_are_counted()
    {
        var chain = _chains[0];
        for (var i = 0; i < 70; i++) chain.Day(First);
        var waiting = chain.Made.Select(Deliver).ToList();
        Assert.Equal(6, waiting.Count(w => w.IsCompleted));
        Start();
        var said = await Task.WhenAll(waiting);
        Assert.Equal((64, 6, 6L), (said.Count(s => s is Taken), said.Count(s => s is Away),
            _loop.Counters.Overflow));
    }

    [Fact]
    public async Task Who_waits_when_it_stops_is_told_to_come_again()
    {
        _stop.Cancel();
        var waiting = Deliver(_chains[0].Day(First));
        Start();
        Assert.IsType<Away>(await waiting);
    }

    private Task<Delivery> Deliver(SignedStatement s) => _loop.TakeAsync(s.ToBytes(), UnitId.Parse("b-1"));

    private void Start() => _running = _loop.RunAsync(_stop.Token).ContinueWith(
        _ => { }, TaskScheduler.Default);
}
