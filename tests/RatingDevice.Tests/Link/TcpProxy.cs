using System.Net;
using System.Net.Sockets;

namespace RatingDevice.Tests.Link;

/// <summary>Stands between a client and a broker, and can be cut through like a cable.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _ends = [];
    private readonly IPEndPoint _target;
    private readonly Task _accepting;

    public TcpProxy(string host, int port)
    {
        _target = new IPEndPoint(IPAddress.Parse(host), port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every connection breaks, without a word of MQTT.</summary>
    public void Cut()
    {
        lock (_ends)
        {
            foreach (var end in _ends) end.Close();
            _ends.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                var broker = new TcpClient { NoDelay = true };
                client.NoDelay = true;
                lock (_ends) _ends.AddRange([client, broker]);
                _ = JoinAsync(client, broker);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task JoinAsync(TcpClient client, TcpClient broker)
    {
        try
        {
            await broker.ConnectAsync(_target);
            await Task.WhenAll(CopyAsync(client, broker), CopyAsync(broker, client));
        }
        catch (SocketException)
        {
            client.Close(); // nobody is there
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // cut, here or there
        }
        finally
        {
            from.Close();
            to.Close();
        }
    }
}
