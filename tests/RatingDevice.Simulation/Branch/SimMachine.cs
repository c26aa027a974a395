using RatingDevice.Hosting;
using RatingDevice.Simulation.Disk;
using RatingDevice.Simulation.Faults;
using RatingDevice.Simulation.Scheduling;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// A machine with a disk, two clocks, and one program that is started again whenever it ends. A crash may
/// come in the middle of a step: from then on that life of the program has no effect on anything, and the
/// code that is still on the stack runs to its next await and is never heard of again.
/// </summary>
internal abstract class SimMachine : IDisposable
{
    private readonly Random _chance;
    private readonly List<SimLife> _lives = [];
    private readonly Dictionary<CrashPoint, (int Left, CrashKind Kind)> _armed = [];
    private TimeSpan _slowSync;
    private bool _battery;
    private int _boots;

    /// <param name="battery">Whether the wall clock outlives a power cut; null: drawn.</param>
    protected SimMachine(SimWorld world, string name, bool? battery)
    {
        (World, Name, _chance) = (world, name, world.Chance($"machine {name}"));
        Clock = new SimClock(world.Scheduler, world.Start);
        Disk.Faults.Random = _chance;
        Disk.Faults.Before = BeforeDisk;
        Disk.Faults.After = AfterDisk;
        Power(battery: battery ?? _chance.Next(4) > 0);
    }

    public SimWorld World { get; }

    public string Name { get; }

    public SimClock Clock { get; }

    public SimDisk Disk { get; } = new();

    public BootId Boot { get; private set; }

    /// <summary>The running life of the program; null while it is down.</summary>
    public SimLife? Life { get; private set; }

    /// <summary>How often the program was killed or lost power.</summary>
    public int Crashes { get; private set; }

    /// <summary>While true, whatever ends stays down.</summary>
    public bool Halted { get; set; }

    /// <summary>Makes the program die at the k-th pass of a point.</summary>
    public void Arm(CrashPoint point, int number, CrashKind kind) => _armed[point] = (number, kind);

    public void Disarm() => _armed.Clear();

    public void SlowDisk(TimeSpan sync) => _slowSync = sync;

    /// <summary>Passes a named point; false where this life is over, before or because of it.</summary>
    public bool Pass(CrashPoint point, SimLife life)
    {
        if (life.Dead) return false;
        if (!_armed.TryGetValue(point, out var armed)) return true;
        _armed[point] = armed with { Left = armed.Left - 1 };
        if (armed.Left > 1) return true;
        _armed.Remove(point);
        Crash(armed.Kind, $"at {point}");
        return false;
    }

    /// <summary>Ends the program as it stands, and has it started again later.</summary>
    public void Crash(CrashKind kind, string why)
    {
        Crashes++;
        World.Trace.Add(Name, $"{kind} {why}");
        End(abrupt: kind == CrashKind.PowerCut);
        if (kind == CrashKind.Kill) Disk.Kill();
        else Disk.Crash(_chance);
        if (kind == CrashKind.PowerCut) Power(_battery);
        var down = kind == CrashKind.Kill ? 0.1 + _chance.NextDouble() * 5 : 1 + _chance.NextDouble() * 60;
        StartAfter(TimeSpan.FromSeconds(down));
    }

    /// <summary>Asks the program to stop in good order, and starts it again: an update.</summary>
    public void Stop()
    {
        World.Trace.Add(Name, "asked to stop");
        Life?.Stop();
    }

    public void Start()
    {
        if (Life is not null || Halted) return;
        var life = Life = new SimLife(World, Name);
        _lives.Add(life);
        World.Trace.Add(Name, $"starts, boot {_boots}, clock {(Clock.Synced ? "synced" : "unsynced")}");
        var program = life.Context.Start(() => Run(life));
        World.Context.Start(() => Watch(life, program));
    }

    public void StartAfter(TimeSpan delay) => World.After(delay, Start);

    public virtual void Dispose()
    {
        Halted = true;
        End(abrupt: false);
        Disk.Kill();
        foreach (var life in _lives) life.Release();
        Disk.Dispose();
    }

    /// <summary>The program, from start to its own end.</summary>
    protected abstract Task Run(SimLife life);

    /// <summary>The program is gone: what the outside sees of that.</summary>
    /// <param name="abrupt">The machine is gone too: nobody says goodbye, not even its kernel.</param>
    protected abstract void Vanish(SimLife life, bool abrupt);

    /// <summary>True for an error that a real program reports and ends with, to be started again.</summary>
    protected abstract bool EndsOrderly(Exception e);

    /// <summary>What both programs do to a real log before they build on it.</summary>
    protected void RenewLog(string database)
    {
        using var log = Disk.OpenStream(database + "-wal");
        if (log is not null) LogRenewal.Renew(log, log.Flush);
    }

    protected void End(bool abrupt)
    {
        if (Life is not { } life) return;
        Life = null;
        life.Kill();
        Vanish(life, abrupt);
    }

    private async Task Watch(SimLife life, Task program)
    {
        try
        {
            await program;
            if (life.Dead) return;
            life.Release(); // in good order: the journal writes its cursor
            World.Trace.Add(Name, "stopped");
            Restart();
        }
        catch (Exception e) when (life.Dead)
        {
            World.Trace.Add(Name, $"dead life ended with {e.GetType().Name}");
        }
        catch (Exception e) when (EndsOrderly(e))
        {
            World.Trace.Add(Name, $"exits: {e.GetType().Name}");
            Restart();
        }
        catch (Exception e)
        {
            World.Fail($"{Name} died of {e}");
        }
    }

    private void Restart()
    {
        End(abrupt: false);
        Disk.Kill();
        StartAfter(TimeSpan.FromSeconds(2));
    }

    private void Power(bool battery)
    {
        _battery = battery;
        Boot = BootId.Parse($"{Name}-{++_boots}");
        Clock.PowerOn(battery);
        if (battery) return;
        var boot = Boot;
        World.After(TimeSpan.FromSeconds(5 + _chance.NextDouble() * 600), () =>
        {
            if (Boot != boot) return;
            Clock.Sync();
            World.Trace.Add(Name, "clock synced");
        });
    }

    private void BeforeDisk(DiskAction action, string file)
    {
        if (Life is not { } life) return;
        World.Scheduler.Spend(TimeSpan.FromMicroseconds(_chance.Next(5, 50)));
        if (action == DiskAction.Sync) World.Scheduler.Spend(_slowSync * _chance.NextDouble());
        if (Pass(CrashPoint.DiskChange, life) && action == DiskAction.Sync) Pass(CrashPoint.BeforeSync, life);
    }

    private void AfterDisk(DiskAction action, string file)
    {
        if (action == DiskAction.Sync && Life is { } life) Pass(CrashPoint.AfterSync, life);
    }
}
