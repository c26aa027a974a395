using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Microsoft.Extensions.Logging;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Server;
using RatingDevice.Hosting.MqttNet;

namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>
/// Listens for MQTTnet's server, with limits it has none for: the length of a packet and the number of
/// connections.
/// </summary>
internal sealed class LimitedServer(
    IPEndPoint at, int mostPacketBytes, int mostConnections, TimeProvider time, ILogger log)
    : IMqttServerAdapter
{
    private const int PieceBytes = 16 * 1024; // for each connection, of which there may be thousands

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TcpListener _listener = new(at);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private Task _accepting = Task.CompletedTask;
    private long _refused;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    /// <summary>Connections refused because there were too many.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _listener.Start();
        _accepting = AcceptAsync(options, logger);
        return Task.CompletedTask;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        var under = _connections.ToArray();
        foreach (var (socket, _) in under) socket.Dispose();
        await Task.WhenAll(under.Select(c => c.Value));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Take(await _listener.AcceptSocketAsync(_stop.Token), options, logger);
            }
            catch (SocketException e)
            {
                // Out of file handles, most likely: others will leave.
                log.NotAccepted(e.Message);
                await Task.Delay(Pause, time, _stop.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Take(Socket socket, MqttServerOptions options, IMqttNetLogger logger)
    {
        if (_connections.Count >= mostConnections)
        {
            socket.Dispose();
            var count = Interlocked.Increment(ref _refused);
            if (BitOperations.IsPow2(count)) log.TooMany(mostConnections, count);
            return;
        }

        socket.NoDelay = true;
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[socket] = serving.Task;
        _ = ServeAsync(socket, options, logger, serving);
    }

    private async Task ServeAsync(
        Socket socket, MqttServerOptions options, IMqttNetLogger logger, TaskCompletionSource over)
    {
        using var owned = socket;
        try
        {
            await Task.Yield(); // the next one must not wait for this one's first packet
            var writer = new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax);
            using var channel = new LimitedChannel(socket, mostPacketBytes, PieceBytes);
            using var client = new MqttChannelAdapter(channel, new(writer), logger)
            {
                AllowPacketFragmentation = false, // one write, one segment
            };
            if (ClientHandler is { } handler) await handler(client);
        }
        catch (Exception e)
        {
            log.ConnectionFailed(e.GetBaseException().Message);
        }
        finally
        {
            _connections.TryRemove(socket, out _);
            over.SetResult();
        }
    }
}
