using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RatingDevice.Tests.Uplink;

/// <summary>A small forward proxy on loopback: it opens the way a client asks for with CONNECT, and hands on
/// what goes over it.</summary>
internal sealed class ForwardProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly StringBuilder _seen = new();
    private readonly Task _accepting;

    public ForwardProxy()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>First line of each request.</summary>
    public IEnumerable<string> Asked => _asked;

    /// <summary>All that went through from clients, byte by byte as a character.</summary>
    public string Seen
    {
        get
        {
            lock (_seen) return _seen.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var ways = new List<Task>();
        try
        {
            while (true) ways.Add(JoinAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException
            or ObjectDisposedException)
        {
            await Task.WhenAll(ways);
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using var target = new TcpClient();
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                var lines = (await HeadAsync(stream)).Split("\r\n");
                _asked.Enqueue(lines[0]);
                await target.ConnectAsync(IPEndPoint.Parse(lines[0].Split(' ')[1]), _stop.Token);
                await stream.WriteAsync("HTTP/1.1 200 Open\r\n\r\n"u8.ToArray(), _stop.Token);
                await Task.WhenAny(
                    CopyAsync(stream, target.GetStream()),
                    target.GetStream().CopyToAsync(stream, _stop.Token));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // one end is gone, or the proxy stops
        }
    }

    private async Task<string> HeadAsync(NetworkStream from)
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await from.ReadAsync(one, _stop.Token) == 0) throw new IOException("it ended early");
            head.Append((char)one[0]);
        }

        lock (_seen) _seen.Append(head);
        return head.ToString();
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var piece = new byte[8192];
        for (int got; (got = await from.ReadAsync(piece, _stop.Token)) > 0;)
        {
            lock (_seen) _seen.Append(Encoding.Latin1.GetString(piece, 0, got));
            await to.WriteAsync(piece.AsMemory(0, got), _stop.Token);
        }
    }
}
