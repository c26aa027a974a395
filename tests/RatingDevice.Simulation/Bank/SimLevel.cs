using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Uplink;
using RatingDevice.Simulation.Scheduling;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Bank;

/// <summary>One level of a bank in virtual time: the real receiving loop, the real uplink, a store in
/// memory.</summary>
internal sealed class SimLevel : IDisposable
{
    private readonly SimContext _context;
    private readonly CancellationTokenSource _stop = new();

    public SimLevel(
        SimScheduler scheduler, DateTimeOffset start, string unit, Func<BankTree> tree,
        SimLevel? above = null, FakeStatementStore? store = null, ResendNote? note = null)
    {
        Store = store ?? new();
        var logs = NullLoggerFactory.Instance;
        (Unit, Clock) = (UnitId.Parse(unit), new(scheduler, start));
        _context = new(scheduler, unit);
        var time = new SimTime(Clock, _context);
        Receiving = new(Store, tree, Unit, Key, new(), time, logs.CreateLogger<ReceivingLoop>());
        _context.Start(() => Receiving.RunAsync(_stop.Token));
        if (above is null) return;
        Office = new(above.Receiving, Unit);
        Uplink = new(Office, Store, Es256.Fingerprint(above.Key), new(), new Random(1), time,
            logs.CreateLogger<UplinkLoop>()) { Note = note ?? new(null) };
        _context.Start(() => Uplink.RunAsync(_stop.Token));
    }

    public UnitId Unit { get; }

    public SimClock Clock { get; }

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public FakeStatementStore Store { get; }

    public ReceivingLoop Receiving { get; }

    /// <summary>How this level reaches the one above; null at the top.</summary>
    public DirectHeadOffice? Office { get; }

    public UplinkLoop? Uplink { get; }

    public void Dispose()
    {
        _context.Kill();
        _stop.Dispose();
        Key.Dispose();
    }
}
