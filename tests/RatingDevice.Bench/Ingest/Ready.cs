using System.Diagnostics;
using System.Net.Sockets;

namespace RatingDevice.Bench.Ingest;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Ready
{
    internal static Task AcceptsAsync(int port, TimeSpan within, CancellationToken stop) =>
        WhenAsync(async () =>
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, stop);
            return true;
        }
        catch (SocketException)
        {
            return false; // not listening yet
        }
    }, within, $"nothing listens on port {port}", stop);

    internal static async Task WhenAsync(
        Func<Task<bool>> condition, TimeSpan within, string otherwise, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > within)
                throw new TimeoutException($"{otherwise} after {within.TotalSeconds:0} s");
            await Task.Delay(50, stop);
        }
    }
}
