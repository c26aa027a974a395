using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Link;
using RatingDevice.Simulation.Scheduling;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Link;

/// <summary>The link's real loop in virtual time, on one thread; chance is "no jitter".</summary>
internal sealed class LinkLoopRig : IDisposable
{
    private readonly SimScheduler _scheduler = new(new Random(1));
    private readonly CancellationTokenSource _stop = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Task _running;

    public LinkLoopRig(int brokers = 1, Action<ScriptLink>? script = null)
    {
        var context = new SimContext(_scheduler, "link");
        var clock = new SimClock(_scheduler, new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero));
        Clock = new DeviceClock(new SimTime(clock, context), () => true, BootId.Parse("b-1"));
        var owner = new JournalOwner(Rig.Device, Es256.WriteKey(_key), "1", JournalId.Parse("j-1"));
        Journal = DeviceJournal.Open(
            "file:link-loop?mode=memory", Clock, owner, new JournalLimits(1000, 1000));
        Link = new ScriptLink(Clock);
        script?.Invoke(Link);
        var options = new LinkOptions
        {
            Outlet = Rig.Outlet,
            Device = Rig.Device,
            Brokers = [.. "abc"[..brokers].Select(b => new BrokerAddress($"{b}", 1883))],
        };
        Loop = new LinkLoop(
            Link, Journal, Clock, _key, options,
            state => new Status { V = Limits.Version, Session = 1, State = state },
            Channel.CreateBounded<Command>(4).Writer, new NoJitter(), NullLogger.Instance,
            (code, raised, _) => Faults.Add((code, raised)));
        _running = context.Start(() => Loop.RunAsync(_stop.Token));
    }

    public DeviceClock Clock { get; }

    public DeviceJournal Journal { get; }

    public ScriptLink Link { get; }

    public LinkLoop Loop { get; }

    public List<(FaultCode Code, bool Raised)> Faults { get; } = [];

    /// <summary>Lets time pass.</summary>
    public void Run(double seconds) => _scheduler.Run(_scheduler.Now + TimeSpan.FromSeconds(seconds));

    public void Write() => Journal.Append([new Boot { Firmware = "1", Up = Clock.Up }]);

    /// <summary>Tells the loop to stop; it must.</summary>
    public void Stop()
    {
        _stop.Cancel();
        Run(3);
        Assert.True(_running.IsCompletedSuccessfully);
    }

    /// <summary>An ack of this journal.</summary>
    public static Ack Ack(BatchHeader to, long n, Digest hash, RefusalReason? refused = null) => new()
    {
        V = Limits.Version, Journal = to.Journal, N = n, Hash = hash, At = to.At, Refused = refused,
    };

    /// <summary>Everything is taken.</summary>
    public static Ack Taken(BatchHeader to, Digest last) => Ack(to, to.First + to.Count - 1, last);

    /// <summary>Whole seconds between moments.</summary>
    public static int[] Between(IEnumerable<TimeSpan> moments)
    {
        var all = moments.ToList();
        return [.. all.Zip(all.Skip(1), (a, b) => (int)Math.Round((b - a).TotalSeconds))];
    }

    public void Dispose()
    {
        _stop.Cancel();
        Run(3);
        Journal.Dispose();
        _key.Dispose();
        _stop.Dispose();
    }

    private sealed class NoJitter : Random
    {
        public override double NextDouble() => 0.5;
    }
}
