using System.Net.Sockets;
using System.Text;
using RatingDevice.Hosting;

namespace RatingDevice.Tests.Health;

/// <summary>systemd's end of the notify socket: a real unix datagram socket.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string? _path;

    public NotifySocket(bool isAbstract = false)
    {
        var name = Path.Combine(Path.GetTempPath(), $"notify-{Guid.NewGuid():n}");
        if (!isAbstract) _path = name;
        Address = isAbstract ? "@" + name : name;
        _socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + name : name));
        _socket.ReceiveTimeout = 20_000;
    }

    public string Address { get; }

    /// <summary>True when nothing more has been said.</summary>
    public bool Silent => _socket.Available == 0;

    public SystemdNotify Client(double? watchdogSeconds = null) =>
        new(Address, watchdogSeconds is { } s ? TimeSpan.FromSeconds(s) : null);

    public string Hear()
    {
        var bytes = new byte[4096];
        return Encoding.UTF8.GetString(bytes, 0, _socket.Receive(bytes));
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (_path is not null) File.Delete(_path);
    }
}
