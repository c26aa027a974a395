using RatingDevice.Simulation.Branch;

namespace RatingDevice.Simulation.Faults;

/// <summary>Carries out a plan, and puts everything right at its end.</summary>
internal sealed class FaultInjector(SimWorld world, SimCollector collector, IReadOnlyList<SimDevice> devices)
{
    private readonly Random _chance = world.Chance("faults");
    private bool _over;

    /// <summary>Faults that were carried out, by kind.</summary>
    public Dictionary<FaultKind, int> Done { get; } = [];

    public void Schedule(IReadOnlyList<FaultEvent> plan)
    {
        foreach (var e in plan)
        {
            if (e.Kind == FaultKind.Restored) world.After(e.At * _chance.NextDouble(), BackUp);
            world.After(e.At, () => Begin(e));
        }
    }

    /// <summary>Everything well from now on, and everybody up.</summary>
    public void Heal()
    {
        _over = true;
        (world.Weather.Slow, world.Weather.Lossy, world.Weather.Doubling) = (0, 0, 0);
        world.Weather.ReachAll();
        world.Broker.Start();
        foreach (var client in world.Broker.Clients) world.Broker.Stall(client, false, false);
        foreach (var machine in devices.Append<SimMachine>(collector))
        {
            machine.Disarm();
            machine.SlowDisk(TimeSpan.Zero);
            machine.Disk.Faults.FailingSyncs = 0;
            machine.Disk.Faults.Space = long.MaxValue;
            machine.Clock.Sync();
        }

        foreach (var device in devices) device.Panel?.Lose(false);
        world.Trace.Add("faults", "all healed");
    }

    private void BackUp()
    {
        if (!_over) collector.BackUp();
    }

    private void Begin(FaultEvent e)
    {
        if (_over) return;
        SimMachine machine = e.Machine == 0 ? collector : devices[e.Machine - 1];
        world.Trace.Add("faults", e.ToString());
        Done[e.Kind] = Done.GetValueOrDefault(e.Kind) + 1;
        var undo = Do(e, machine, machine as SimDevice, machine.Name);
        if (undo is not null) world.After(e.Lasts, () => Undo(e, undo));
    }

    private void Undo(FaultEvent e, Action undo)
    {
        if (_over) return;
        world.Trace.Add("faults", $"end of {e}");
        undo();
    }

    private Action? Do(FaultEvent e, SimMachine machine, SimDevice? device, string client)
    {
        var (weather, disk) = (world.Weather, machine.Disk.Faults);
        switch (e.Kind)
        {
            case FaultKind.Cut: world.Broker.Cut(client); return null;
            case FaultKind.HalfOpen: return Stall(client, true);
            case FaultKind.AckPathCut: return Stall(client, false);
            case FaultKind.Unreachable: weather.Reach(client, 1); world.Broker.Cut(client);
                return () => weather.Reach(client, -1);
            case FaultKind.Slow: weather.Slow++; return () => weather.Slow--;
            case FaultKind.Lossy: weather.Lossy++; return () => weather.Lossy--;
            case FaultKind.Doubling: weather.Doubling++; return () => weather.Doubling--;
            case FaultKind.BrokerRestart: world.Broker.Stop(); return world.Broker.Start;
            case FaultKind.Kill: machine.Crash(CrashKind.Kill, "by plan"); return null;
            case FaultKind.Update: machine.Stop(); return null;
            case FaultKind.PowerCut: machine.Crash(CrashKind.PowerCut, "by plan"); return null;
            case FaultKind.CrashAtPoint: machine.Arm(e.Point, e.Number, e.Crash); return null;
            case FaultKind.ClockJump: Jump(device!); return null;
            case FaultKind.ClockLost: device!.Clock.Jump(-TimeSpan.FromDays(30_000), synced: false);
                return device.Clock.Sync;
            case FaultKind.FailedSync: disk.FailingSyncs += e.Number; return null;
            case FaultKind.DiskFull: disk.Space = machine.Disk.Used + _chance.Next(40_000);
                return () => disk.Space = long.MaxValue;
            case FaultKind.SlowDisk: machine.SlowDisk(TimeSpan.FromSeconds(e.Number));
                return () => machine.SlowDisk(TimeSpan.Zero);
            case FaultKind.PanelLost: device!.Panel?.Lose(true); return () => device.Panel?.Lose(false);
            case FaultKind.Restored: collector.Restore(); return null;
            default: throw new ArgumentOutOfRangeException(nameof(e), e.Kind, "not a fault");
        }
    }

    private Action Stall(string client, bool bothWays)
    {
        world.Broker.Stall(client, bothWays, toClient: true);
        return () => world.Broker.Stall(client, false, false);
    }

    // Forward and back, by minutes or by days: what an operator or a bad time server does.
    private void Jump(SimDevice device)
    {
        var by = TimeSpan.FromSeconds((_chance.NextDouble() - 0.5) * (_chance.Next(2) == 0 ? 600 : 400_000));
        device.ClockTrusted = false;
        device.Clock.Jump(by, synced: device.Clock.Synced);
    }
}
