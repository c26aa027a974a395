using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RatingDevice.Hosting;

/// <summary>
/// Talks to systemd's notify socket (sd_notify). Without one, as when started by hand, every call does
/// nothing. A lost datagram is not an error: systemd's own time-outs decide what it means.
/// </summary>
public sealed class SystemdNotify : IDisposable
{
    private readonly Socket? _socket;

    /// <param name="address">A path, or "@name" in the abstract namespace; null or empty for none.</param>
    /// <param name="watchdog">How long systemd waits for a sign of life; null when it does not watch.</param>
    public SystemdNotify(string? address, TimeSpan? watchdog)
    {
        if (string.IsNullOrEmpty(address)) return;
        Watchdog = watchdog;
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
        {
            Blocking = false, // a full queue at the other end must not hold up a loop
        };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? '\0' + address[1..] : address));
            _socket = socket;
        }
        catch (SocketException)
        {
            socket.Dispose(); // nobody listens there any more: as if started by hand
        }
    }

    /// <summary>
    /// How long systemd waits for a sign of life; null when it does not watch. Feed at half of it.
    /// </summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>Takes NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID from the environment.</summary>
    public static SystemdNotify FromEnvironment()
    {
        var forUs = Environment.GetEnvironmentVariable("WATCHDOG_PID") is not { Length: > 0 } pid
            || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var patience = Environment.GetEnvironmentVariable("WATCHDOG_USEC");
        var watched = long.TryParse(patience, CultureInfo.InvariantCulture, out var us) && us > 0;
        return new SystemdNotify(
            Environment.GetEnvironmentVariable("NOTIFY_SOCKET"),
            watched && forUs ? TimeSpan.FromMicroseconds(us) : null);
    }

    /// <summary>The program serves.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>The program stops.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>A sign of life.</summary>
    public void Alive() => Send("WATCHDOG=1");

    /// <summary>One line for "systemctl status".</summary>
    public void Status(string line) => Send("STATUS=" + line.ReplaceLineEndings(" "));

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private void Send(string state)
    {
        try
        {
            _socket?.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // see above
        }
    }
}
