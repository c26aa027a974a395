using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Capture;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Health;

/// <summary>Looks at the clock, the queues and the other loops every few seconds.</summary>
/// <param name="notice">Where notices for the journal go.</param>
/// <param name="pulses">The loops that must turn for the watchdog to be fed.</param>
/// <param name="overflow">Events lost to full queues so far.</param>
internal sealed partial class HealthLoop(
    DeviceClock clock,
    Action<CounterInput> notice,
    IReadOnlyList<Pulse> pulses,
    Func<long> overflow,
    SystemdNotify systemd,
    ILogger<HealthLoop> log)
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private long _lost;
    private bool _overflowing;

    /// <summary>Often enough for systemd: a third of its patience, and at least every five seconds.</summary>
    public TimeSpan Every => systemd.Watchdog / 3 is { } third && third < Most ? third : Most;

    public async Task RunAsync(CancellationToken stop)
    {
        var watch = ClockWatch.Begin(clock);
        using var timer = new PeriodicTimer(Every, clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                watch = watch.Look(clock, out var seen);
                if (seen is not null) notice(seen);
                LookAtQueues();
                Feed();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // a stop in good order
        }
    }

    private void LookAtQueues()
    {
        var lost = overflow();
        var grew = lost > _lost;
        if (grew != _overflowing)
        {
            var detail = grew ? $"inbox: {lost - _lost} notices lost, queue full" : null;
            notice(new FaultSeen(FaultCode.Overflow, grew, detail, clock.Up));
        }

        (_lost, _overflowing) = (lost, grew);
    }

    private void Feed()
    {
        var stuck = Watchdog.Stuck(pulses);
        if (stuck.Count == 0) systemd.Alive();
        else NotFed(string.Join("; ", stuck));
    }

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "{Stuck}. The watchdog is not fed: systemd will restart the device. The journal is kept.")]
    private partial void NotFed(string stuck);
}
