using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Simulation.Disk;
using RatingDevice.Simulation.Faults;
using RatingDevice.Simulation.Scheduling;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Branch;

/// <summary>The branch collector: the real ingest loop and the real store on a simulated machine.</summary>
internal sealed class SimCollector : SimMachine
{
    private readonly Dictionary<JournalId, long> _acknowledged = [];
    private readonly Func<IRatingStore, IRatingStore> _dress;
    private IReadOnlyDictionary<string, SimFile>? _backup;
    private SimIntake? _intake;
    private long _commands;

    public SimCollector(SimWorld world, BranchRegistry registry, Func<IRatingStore, IRatingStore> dress)
        : base(world, "collector", battery: true) =>
        (Registry, _dress) = (registry, dress);

    public BranchRegistry Registry { get; }

    /// <summary>The store of the running life.</summary>
    public IRatingStore? Store { get; private set; }

    public SimTime Time(SimLife life) => new(Clock, life.Context);

    /// <summary>Opens the store as a program would; for a verdict.</summary>
    public IRatingStore OpenStore() => SqliteRatingStore.Open(
        new SqliteStoreOptions(Disk.Source("ratings.db")) { Exclusive = true });

    /// <summary>Gives an order to a device, as the counter PC does.</summary>
    public void Order(DeviceId device, CommandVerb verb, TellerId? teller = null, ServiceId? service = null)
    {
        if (_intake is not { Connected: true } intake) return;
        var command = new Command
        {
            V = Limits.Version, Id = CommandId.Parse($"cmd-{++_commands}"), At = Clock.Wall,
            Ttl = TimeSpan.FromSeconds(10), Do = verb, Teller = teller, Service = service,
        };
        var topic = new Topic(SimDevice.Outlet, device, TopicKind.Command);
        intake.Publish(topic, WireText.Write(command), retain: false);
    }

    /// <summary>An ack is about to leave: from here on its lines must never be lost.</summary>
    public void Acknowledges(ReadOnlyMemory<byte> payload)
    {
        if (!WireText.TryReadAck(payload.Span, out var ack, out var error))
        {
            World.Fail($"the collector sends an ack that is none: {error}");
            return;
        }

        World.Trace.Add(Name, $"acks {ack.Journal} {ack.N} {ack.Refused}");
        if (ack.Refused is { } reason)
            World.Fail($"the collector refuses a batch of {ack.Journal}: {reason}");
        _acknowledged[ack.Journal] = Math.Max(ack.N, _acknowledged.GetValueOrDefault(ack.Journal));
    }

    public void BackUp() => _backup = Disk.Copy();

    /// <summary>
    /// The machine is lost; another one is set up from the last backup. What it acked since, it forgot.
    /// </summary>
    public void Restore()
    {
        if (_backup is null) return;
        World.Trace.Add(Name, "restored from a copy");
        Crash(CrashKind.PowerCut, "and lost");
        Disk.Restore(_backup);
        _acknowledged.Clear();
    }

    protected override async Task Run(SimLife life)
    {
        RenewLog("ratings.db");
        var store = life.Hold(_dress(OpenStore()));
        Store = store;
        CheckAcknowledged(store);
        var intake = _intake = new SimIntake(this, life);
        intake.Start();
        var ingest = new IngestLoop(
            intake, store, () => Registry, new IngestLimits(), Time(life), new SimLog<IngestLoop>(this, life),
            events => Committed(life, events.Count), (_, _) => { });
        await life.RunAsync((0, ingest.RunAsync(life.Rank(0))));
    }

    protected override void Vanish(SimLife life, bool abrupt)
    {
        Store = null;
        if (abrupt) World.Broker.Stall(Network.FakeBroker.Collector, toBroker: true, toClient: true);
        else _ = _intake?.DisposeAsync();
        _intake = null;
    }

    protected override bool EndsOrderly(Exception e) => e is StoreException or IOException;

    private void Committed(SimLife life, int events)
    {
        if (!life.Dead) World.Trace.Add(Name, $"committed {events} events");
    }

    private void CheckAcknowledged(IRatingStore store)
    {
        var held = store.Journals().ToDictionary(j => j.Journal, j => j.Head);
        foreach (var (journal, n) in _acknowledged)
        {
            if (held.GetValueOrDefault(journal) < n)
                World.Fail($"acknowledged {journal} up to {n}, but holds {held.GetValueOrDefault(journal)}");
        }
    }
}
