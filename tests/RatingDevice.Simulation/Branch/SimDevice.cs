using System.Security.Cryptography;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Health;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Link;
using RatingDevice.Hosting;
using RatingDevice.Simulation.Faults;
using RatingDevice.Simulation.Scheduling;
using RatingDevice.Simulation.Verdicts;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Branch;

/// <summary>A counter device: the real loops on a simulated machine.</summary>
internal sealed class SimDevice : SimMachine
{
    public static readonly OutletId Outlet = OutletId.Parse("o-1");

    public static readonly CounterSettings Settings = new(
        [.. new[] { "very-satisfied", "satisfied", "fair", "dissatisfied" }.Select(LevelCode.Parse)],
        Window: TimeSpan.FromSeconds(15), Grace: TimeSpan.FromSeconds(3), Thanks: TimeSpan.FromSeconds(2),
        Debounce: TimeSpan.FromMilliseconds(30))
    {
        SignOn = new() { PinKeys = true, Idle = TimeSpan.FromMinutes(5) },
        Service = new() { Most = TimeSpan.FromSeconds(45) },
    };

    private readonly ECDsa _key;
    private readonly JournalOwner _owner;
    private readonly Random _chance;
    private readonly SimOptions _options;
    private SimLink? _link;

    public SimDevice(SimWorld world, int number, SimOptions options)
        : base(world, $"d-{number}", battery: null)
    {
        _chance = world.Chance($"device {number}");
        _options = options;
        Disk.Faults.LyingSyncs = options.LyingDeviceDisk;
        Device = DeviceId.Parse(Name);
        _key = SimKeys.Draw(_chance);
        var journal = JournalId.Parse($"j-{number}-{_chance.Next():x8}");
        _owner = new JournalOwner(Device, Es256.WriteKey(_key), "sim", journal);
    }

    public DeviceId Device { get; }

    public JournalId JournalId => _owner.Fresh;

    public PressRecord Presses { get; } = new();

    /// <summary>The panel of the running life; null while the program is down.</summary>
    public SimPanel? Panel { get; private set; }

    /// <summary>The journal of the running life.</summary>
    public DeviceJournal? Journal { get; private set; }

    public CounterLoop? Counter { get; private set; }

    /// <summary>How often the program was started.</summary>
    public int Lives { get; private set; }

    /// <summary>False once the wall clock was wrong while the device believed it.</summary>
    public bool ClockTrusted { get; set; } = true;

    /// <summary>True where nothing is open, and all is acknowledged.</summary>
    public bool Settled => Life is not null && Journal is { } journal && Counter is { State: { } state }
        && state is { Invitation: null, Outage: null, Strays.Held: 0, Service: null, Typing: null }
        && journal.Head.N > 0
        && journal.Acked == journal.Head;

    public string Describe() => Journal is { } journal
        ? $"{Name}: head {journal.Head.N}, acked {journal.Acked.N}, {Counter?.State}"
        : $"{Name}: down";

    public override void Dispose()
    {
        base.Dispose();
        _key.Dispose();
    }

    protected override async Task Run(SimLife life)
    {
        Lives++;
        Presses.Restarted();
        var clock = new DeviceClock(new SimTime(Clock, life.Context), () => Clock.Synced, Boot);
        RenewLog("journal.db");
        var journal = Journal = life.Hold(
            DeviceJournal.Open(Disk.Source("journal.db"), clock, _owner, _options.Journal));
        var inbox = new CounterInbox();
        inbox.Post(new TellersKnown(Technician.Book, clock.Up));
        var panel = Panel = new SimPanel(this, life, _options.HastyThanks);
        var link = _link = new SimLink(this, life);
        var counter = Counter = new CounterLoop(
            clock, Settings, inbox, journal.Append, (view, _) => panel.Show(view),
            new SimLog<CounterLoop>(this, life));
        var status = new StatusBoard(
            journal, clock, () => counter.State, () => inbox.Overflow, () => long.MaxValue, "sim");
        var sender = new LinkLoop(
            link, journal, clock, _key,
            LinkTo() with { Acked = n => inbox.Post(new AckSeen(n, clock.Up)) }, status.Build, inbox.Commands,
            World.Chance($"{Name} link {Lives}"), new SimLog<LinkLoop>(this, life),
            (code, raised, why) => inbox.Post(new FaultSeen(code, raised, why, clock.Up)));
        var health = new HealthLoop(
            clock, inbox.Post, [], () => inbox.Overflow, new SystemdNotify(null, null),
            new SimLog<HealthLoop>(this, life));
        await life.RunAsync(
            (0, panel.RunAsync(inbox.Panels, life.Rank(0))),
            (1, counter.RunAsync(journal.Head.N, journal.Recovery, "sim", life.Rank(1))),
            (2, health.RunAsync(life.Rank(2))),
            (2, sender.RunAsync(life.Rank(2))));
    }

    protected override void Vanish(SimLife life, bool abrupt)
    {
        (Panel, Journal, Counter) = (null, null, null);
        if (abrupt) World.Broker.Stall(Name, toBroker: true, toClient: true);
        else _ = _link?.DisposeAsync();
        _link = null;
    }

    protected override bool EndsOrderly(Exception e) => e is JournalException or IOException;

    private LinkOptions LinkTo() => new()
    {
        Outlet = Outlet, Device = Device, Brokers = [new BrokerAddress("broker", 1883)],
    };
}
