using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Sealing;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Sealing;

/// <summary>The loop on a clock that stands still until a test moves it.</summary>
public sealed class SealingLoopTests : IDisposable
{
    private readonly FakeRatingStore _store = new();
    private readonly HandTime _time = new();
    private readonly KeptLog<SealingLoop> _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JournalScript _device = new();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _key.Dispose();
        _device.Dispose();
    }

    [Fact]
    public void A_store_that_is_away_at_any_look_is_asked_again_at_the_next()
    {
        using (var feeder = new Feeder(_store))
        {
            _device.Stray("fair");
            feeder.Feed(_device.Message(_device.BatchFrom(1)));
        }

        foreach (var mark in _store.Dirty(10))
        {
            var day = OutletDay.Read(_store, mark.Outlet, mark.Day, TestBranch.Registry.Outlet(mark.Outlet));
            _store.Settle(new(mark, DayCells.Of(day, DefinitionBook.BuiltIn.On(mark.Day))));
        }

        var loop = new SealingLoop(
            _store, () => TestBranch.Registry, DefinitionBook.BuiltIn, Ends, _key, new(), "test 1", _time,
            _log);
        var running = HandTime.Start(() => loop.RunAsync(_stop.Token));
        _time.Move(TimeSpan.FromDays(1));
        Assert.Equal(1, loop.Made);
        _store.Away = true;
        for (var look = 0; look < 3; look++) _time.Move(TimeSpan.FromSeconds(20));
        Assert.False(running.IsCompleted);
        Assert.Equal(3, _log.Said.Count(s => s.Level == LogLevel.Error));
        _store.Away = false;
        _time.Move(TimeSpan.FromDays(1));
        Assert.Equal(2, loop.Made);
    }

    private IReadOnlyList<MissingEnd> Ends()
    {
        _ = _store.Journals(); // as the collector's own, it asks the store
        return [];
    }
}
