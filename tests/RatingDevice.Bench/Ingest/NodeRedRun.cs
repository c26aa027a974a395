using System.Diagnostics;
using System.Text;
using RatingDevice.Mosquitto;

namespace RatingDevice.Bench.Ingest;

/// <summary>
/// Feeds Node-RED one message an entry, never further ahead than it has stored by a bounded lead.
/// </summary>
internal static class NodeRedRun
{
    private const int Lead = 2_000;

    internal sealed record Outcome(double EntriesPerSecond, double ResidentMiB);

    internal static async Task<Outcome> RunAsync(
        string home, string folder, bool wal, IReadOnlyList<byte[]> lines, int total, CancellationToken stop)
    {
        await using var broker = await PlainBroker.StartAsync(folder, stop);
        await using var red = await NodeRed.StartAsync(home, folder, broker.Port, wal, stop);
        await using var client = await MosquittoClient.ConnectAsync(
            MosquittoAlone.Options(broker.Port, "feeder") with { MostOutgoing = Lead * 2 },
            new MosquittoHandlers { Received = _ => { }, Lost = _ => { } }, stop);
        var probe = Encoding.ASCII.GetBytes("probe");
        await Ready.WhenAsync(() =>
        {
            client.Publish("bench/probe", probe, retain: false);
            return Task.FromResult(red.Rows() > 0);
        }, TimeSpan.FromSeconds(60), "Node-RED has stored nothing", stop);
        var (before, watch, sent) = (red.Rows(), Stopwatch.StartNew(), 0);
        while (red.Rows() - before < total)
        {
            for (var stored = red.Rows() - before; sent < total && sent - stored < Lead; sent++)
                client.Publish("bench/entry", lines[sent % lines.Count], retain: false);
            if (watch.Elapsed > TimeSpan.FromMinutes(3))
                throw new TimeoutException($"{red.Rows()} of {total} rows");
            await Task.Delay(20, stop);
        }

        return new Outcome(total / watch.Elapsed.TotalSeconds, red.ResidentMiB);
    }
}
