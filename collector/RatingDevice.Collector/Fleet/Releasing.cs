using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Fleet;

/// <summary>
/// Tells counters to let a teller go who has signed on at another one since. Told again until it is so: a
/// command can get lost, and a customer's turn is never cut short for it.
/// </summary>
/// <param name="release">Sends the command; false where it could not be sent.</param>
internal sealed partial class Releasing(
    FleetBook fleet, Func<BranchRegistry> registry, Func<Post, TellerId, bool> release, TimeProvider time,
    ILogger<Releasing> log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2), Again = TimeSpan.FromSeconds(10);

    private readonly Dictionary<DeviceId, long> _told = [];

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Every, time, stop);
            Look();
        }
    }

    /// <summary>One look at who is where.</summary>
    public void Look()
    {
        foreach (var teller in DoubleSignOn.Of(fleet.Report(registry(), [])))
        {
            foreach (var left in teller.Left)
            {
                var device = left.Post.Device;
                var early = _told.TryGetValue(device, out var told) && time.GetElapsedTime(told) < Again;
                if (early || !release(left.Post, teller.Teller)) continue;
                _told[device] = time.GetTimestamp();
                LogReleased(teller.Teller, device, teller.At[0].Post.Device);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information,
        "Teller {Teller} is told off at {Left}: signed on at {Now} since")]
    private partial void LogReleased(TellerId teller, DeviceId left, DeviceId now);
}
