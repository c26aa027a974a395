using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RatingDevice.Bench.Ingest;

/// <summary>
/// A mosquitto of the bench's own on loopback, which drops nothing; stopped by its process id.
/// </summary>
internal sealed class PlainBroker : IAsyncDisposable
{
    private readonly Process _process;

    private PlainBroker(Process process, int port) => (_process, Port) = (process, port);

    internal int Port { get; }

    internal static async Task<PlainBroker> StartAsync(string folder, CancellationToken stop)
    {
        var port = FreePort();
        var config = Path.Combine(folder, "plain-mosquitto.conf");
        await File.WriteAllTextAsync(config, $"""
            listener {port} 127.0.0.1
            allow_anonymous true
            persistence false
            max_queued_messages 0
            user root
            log_type error
            """, stop);
        var program = new[] { "/usr/sbin/mosquitto", "/usr/bin/mosquitto" }.FirstOrDefault(File.Exists)
            ?? "mosquitto";
        var start = new ProcessStartInfo(program, ["-c", config]) { RedirectStandardError = true };
        var process = Process.Start(start)!;
        var broker = new PlainBroker(process, port);
        await Ready.AcceptsAsync(port, TimeSpan.FromSeconds(20), stop);
        return broker;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
