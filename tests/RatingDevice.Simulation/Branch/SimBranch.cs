using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Firmware.Journal;
using RatingDevice.Simulation.Faults;
using RatingDevice.Simulation.Scheduling;
using RatingDevice.Simulation.Verdicts;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// One branch from one seed: devices, customers and faults are drawn first, then the branch runs; at the end
/// faults stop, everything drains, and what is stored is held against what customers did and saw.
/// </summary>
internal sealed class SimBranch : IDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);
    private readonly int _seed;
    private readonly SimOptions _options;
    private readonly SimCollector _collector;
    private readonly List<SimDevice> _devices = [];
    private readonly List<Customers> _customers = [];
    private readonly List<Technician> _technicians = [];
    private readonly FaultInjector _faults;

    public SimBranch(int seed, SimOptions options)
    {
        (_seed, _options, World) = (seed, options, new SimWorld(seed));
        var chance = World.Chance("branch");
        _collector = new SimCollector(World, Registry(chance), options.Store);
        _collector.Disk.Faults.LyingSyncs = options.LyingCollectorDisk;
        for (var number = chance.Next(1, 5); number > 0; number--)
            _devices.Insert(0, new SimDevice(World, number, options));
        foreach (var device in _devices)
        {
            _customers.Add(new Customers(device, _collector, World.Chance($"customers {device.Name}")));
            _technicians.Add(new Technician(device, World.Chance($"technician {device.Name}")));
        }

        _faults = new FaultInjector(World, _collector, _devices);
        var most = (int)(options.FaultsPerMinute * options.Open.TotalMinutes);
        Plan = FaultPlan.Draw(World.Chance("plan"), _devices.Count, options.Open, chance.Next(most + 1));
        _faults.Schedule(Plan);
    }

    public SimWorld World { get; }

    public IReadOnlyList<FaultEvent> Plan { get; }

    public SeedResult Run()
    {
        _collector.Start();
        foreach (var device in _devices) device.StartAfter(TimeSpan.FromSeconds(1));
        var visits = _customers.Select(c => World.Context.Start(() => c.RunAsync(_options.Open)))
            .Concat(_technicians.Select(t => World.Context.Start(() => t.RunAsync(_options.Open)))).ToList();
        var stored = new StoredCounts(0, 0, 0);
        var crashes = 0;
        try
        {
            Go(_options.Open, null);
            _faults.Heal();
            Go(_options.Open + Settling, null); // whoever is down comes up, windows close
            foreach (var failed in visits.Where(v => v.IsFaulted))
                World.Fail($"a customer's script: {failed.Exception}");
            foreach (var customers in _customers) customers.Close();
            Go(_options.Open + Settling + TimeSpan.FromSeconds(1), null);
            Go(_options.Open + _options.Drain, () => _devices.TrueForAll(IsIn));
            foreach (var device in _devices.Where(d => !IsIn(d)))
                World.Fail($"{device.Describe()} did not drain");
            crashes = _devices.Sum(d => d.Crashes) + _collector.Crashes;
            stored = Judge();
        }
        catch (Exception e)
        {
            World.Fail(e.ToString());
        }

        return new SeedResult(
            _seed, World.Failures, World.Trace.Hash, [.. World.Trace.Tail], World.Scheduler.Steps,
            World.Scheduler.Now, _devices.Sum(d => d.Presses.Presses), _devices.Sum(d => d.Presses.Thanks),
            stored, _faults.Done, crashes);
    }

    public void Dispose()
    {
        foreach (var device in _devices) device.Dispose();
        _collector.Dispose();
    }

    private static BranchRegistry Registry(Random chance)
    {
        var shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var outlet = new OutletRecord(SimDevice.Outlet, "网点", new OutletRules(shanghai, chance.Next(2) * 5));
        var numbers = Enumerable.Range(1, 4).ToList();
        return new BranchRegistry(
            [outlet],
            numbers.Select(n => new CounterRecord(CounterId.Parse($"c-{n}"), outlet.Id, $"{n}号柜")),
            numbers.Select(n => new DeviceRecord(
                new Post(outlet.Id, CounterId.Parse($"c-{n}"), DeviceId.Parse($"d-{n}")), null)),
            [new TellerRecord(TellerId.Parse("1001"), outlet.Id, "张")]);
    }

    private void Go(TimeSpan until, Func<bool>? done)
    {
        var end = World.Scheduler.Run(until, done);
        if (end is RunEnd.Stalled or RunEnd.StepLimit) World.Fail($"the branch stands still: {end}");
    }

    private bool IsIn(SimDevice device) => device.Settled && _collector.Store is { } store
        && store.Journals().FirstOrDefault(j => j.Journal == device.JournalId) is { } held
        && new JournalHead(held.Head, held.Hash) == device.Journal!.Acked;

    // The last power cut: only what is on the platter is counted.
    private StoredCounts Judge()
    {
        foreach (var device in _devices) device.Halted = true;
        _collector.Halted = true;
        _collector.Crash(CrashKind.PowerCut, "for the verdict");
        World.Scheduler.Run(World.Scheduler.Now + TimeSpan.FromSeconds(1));
        using var store = _collector.OpenStore();
        return new Verdict(World, store, _collector.Registry, _devices).Judge();
    }
}
