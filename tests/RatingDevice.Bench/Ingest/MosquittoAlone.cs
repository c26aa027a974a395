using System.Diagnostics;
using RatingDevice.Mosquitto;

namespace RatingDevice.Bench.Ingest;

/// <summary>
/// The road without a destination: the same payloads through mosquitto to a reader that throws them away.
/// </summary>
internal static class MosquittoAlone
{
    /// <summary>Payloads a publisher may have on the way, so that nothing has to be dropped.</summary>
    private const int Ahead = 16;

    internal static async Task<double> PayloadsPerSecondAsync(
        int publishers, byte[] payload, int total, string folder, CancellationToken stop)
    {
        await using var broker = await PlainBroker.StartAsync(folder, stop);
        using var room = new SemaphoreSlim(publishers * Ahead);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        var counting = new MosquittoHandlers
        {
            Received = _ =>
            {
                room.Release();
                if (++arrived == total) done.TrySetResult();
            },
            Lost = why => done.TrySetException(new IOException(why)),
        };
        await using var reader = await MosquittoClient.ConnectAsync(
            Options(broker.Port, "reader"), counting, stop);
        await reader.SubscribeAsync(["bench/#"], stop);
        var deaf = new MosquittoHandlers { Received = _ => { }, Lost = _ => { } };
        var clients = new List<MosquittoClient>();
        for (var i = 0; i < publishers; i++)
        {
            clients.Add(await MosquittoClient.ConnectAsync(
                Options(broker.Port, $"writer-{i}"), deaf, stop));
        }

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < total; i++)
        {
            await room.WaitAsync(stop);
            clients[i % publishers].Publish($"bench/{i % publishers}", payload, retain: false);
        }

        await done.Task.WaitAsync(TimeSpan.FromMinutes(2), stop);
        var rate = total / watch.Elapsed.TotalSeconds;
        foreach (var client in clients) await client.DisposeAsync();
        return rate;
    }

    internal static MosquittoOptions Options(int port, string id) => new()
    {
        Host = "127.0.0.1", Port = port, ClientId = id, Time = TimeProvider.System,
        MostPacketBytes = 256 * 1024,
    };
}
