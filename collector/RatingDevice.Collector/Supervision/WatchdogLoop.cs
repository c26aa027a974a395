using RatingDevice.Collector.Ingest;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Supervision;

/// <summary>
/// Tells systemd that the collector lives: only while ingest takes what waits for it. A store that fails
/// counts as taking: starting anew would not mend the disk.
/// </summary>
internal sealed class WatchdogLoop(
    IIntake intake, IngestCounters counters, SystemdNotify systemd, TimeProvider time)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var taken = -1L;
        while (true)
        {
            var now = counters.Messages + counters.StoreFailures;
            if (now != taken || intake.Messages.Count == 0) systemd.Alive();
            taken = now;
            systemd.Status($"{counters.Entries} entries taken, {counters.Refused} payloads refused, "
                + (intake.Connected ? "broker connected" : "broker away"));
            await Task.Delay(systemd.Watchdog / 2 ?? Usual, time, stop);
        }
    }
}
