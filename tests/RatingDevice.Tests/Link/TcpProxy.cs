using System.Net;
using System.Net.Sockets;

namespace RatingDevice.Tests.Link;

/// <summary>Stands between a client and a broker, and can be cut through like a cable.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _ends = [];
    private readonly List<(TcpClient Client, Task Sent)> _ways = [];
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
            await Task.WhenAll(LastWords());
            await broker.ConnectAsync(_target);
            var sent = CopyAsync(client, broker);
            lock (_ends) _ways.Add((client, sent));
            await Task.WhenAll(sent, CopyAsync(broker, client));
            client.Close();
            broker.Close();
        }
        catch (SocketException)
        {
            client.Close(); // nobody is there
        }
    }

    // A client that closed one connection and then opened this one expects to be heard in that order.
    private IEnumerable<Task> LastWords()
    {
        lock (_ends) return [.. from way in _ways where HasClosed(way.Client) select way.Sent];
    }

    private static bool HasClosed(TcpClient client)
    {
        const int Tcp = 6, TcpInfo = 11, CloseWait = 8;
        try
        {
            var state = new byte[1];
            return client.Client.GetRawSocketOption(Tcp, TcpInfo, state) > 0 && state[0] == CloseWait;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or NullReferenceException)
        {
            return false; // cut: there is nothing more to say
        }
    }

    // An end of one direction leaves the other open: what was sent before a close is still under way.
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

        try
        {
            to.Client?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // gone already
        }
    }
}
