using RatingDevice.Collector.Store;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Disk;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store;

/// <summary>
/// One journal taken in over several lives of a collector whose disk fills up, fails to sync and loses power,
/// from one seed. After every failure the store must hold whole groups, none that was acknowledged missing.
/// </summary>
internal sealed class StoreLives : IDisposable
{
    private readonly Random _random;
    private readonly Func<SimDisk, IRatingStore> _open;
    private readonly SimDisk _disk = new();
    private readonly JournalScript _script = new();
    private readonly SettlingLife _settling;
    private long _acked;
    private bool _powerCut;

    /// <param name="seed">Of everything that goes wrong.</param>
    /// <param name="open">Opens the store on a disk.</param>
    public StoreLives(int seed, Func<SimDisk, IRatingStore> open)
    {
        _open = open;
        _random = new Random(seed);
        _settling = new(_random);
        while (_script.Head < 150) _script.Rate(_script.Invite(), "fair");
        _disk.Faults.Random = _random;
    }

    /// <summary>Commits that failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Times the power went.</summary>
    public int Cuts { get; private set; }

    public void Run()
    {
        for (var life = 0; _acked < _script.Head; life++) Live(careful: life >= 12);
    }

    public void Dispose()
    {
        _script.Dispose();
        _disk.Dispose();
    }

    private void Live(bool careful)
    {
        _powerCut = false;
        if (!careful) PlanFault();
        try
        {
            using var store = _open(_disk);
            while (_acked < _script.Head && !_powerCut) TakeNext(store);
        }
        catch (StoreException)
        {
            Failures++; // could not even be opened; or the power went
        }

        Mend();
        if (!_powerCut && _random.Next(2) == 0) CutPower();
        _powerCut = false;
        using var again = _open(_disk);
        Check(again);
    }

    private void TakeNext(IRatingStore store)
    {
        using var feeder = new Feeder(store);
        var head = Head(store);
        var count = (int)Math.Min(_random.Next(1, 25), _script.Head - head);
        if (count == 0)
        {
            _acked = head;
            return;
        }

        try
        {
            feeder.Feed(_script.Message(_script.Batch(head + 1, count)));
            if (!_powerCut) _acked = head + count;
            if (_powerCut) return;
            var kept = _settling.Next(store);
            if (!_powerCut) kept();
        }
        catch (StoreException) when (!_powerCut)
        {
            Failures++;
            Mend();
            Check(store);
            if (_random.Next(2) == 0) PlanFault();
        }
    }

    private void Check(IRatingStore store)
    {
        Assert.True(Head(store) >= _acked, $"acknowledged {_acked}, held {Head(store)}");
        _settling.Check(store);
        var report = Verification.Run(store, TestBranch.Registry);
        Assert.True(report.Ok, string.Join('\n', report.Faults));
    }

    private long Head(IRatingStore store) => store.Journals().SingleOrDefault()?.Head ?? 0;

    private void PlanFault()
    {
        var left = _random.Next(1, 60);
        switch (_random.Next(3))
        {
            case 0:
                _disk.Faults.Space = _disk.Used + _random.Next(0, 60_000);
                break;
            case 1:
                _disk.Faults.FailingSyncs = _random.Next(1, 3);
                break;
            default:
                _disk.Faults.Before = (_, _) =>
                {
                    if (--left == 0) CutPower();
                };
                break;
        }
    }

    private void CutPower()
    {
        Cuts++;
        _powerCut = true;
        _disk.Crash(_random);
    }

    private void Mend()
    {
        _disk.Faults.Space = long.MaxValue;
        _disk.Faults.FailingSyncs = 0;
        _disk.Faults.Before = null;
    }
}
