using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RatingDevice.Collector.Broker;

/// <summary>Finds a port, and remembers a chosen one: devices have it in their options.</summary>
/// <param name="directory">Private; remembers a chosen port there.</param>
/// <param name="address">IP address to listen on.</param>
/// <param name="wanted">Port; 0 chooses a free one.</param>
internal sealed class BrokerPort(string directory, string address, int wanted)
{
    private string Memory => Path.Combine(directory, "port");

    /// <summary>What a program on this machine connects to.</summary>
    public string LocalAddress => address switch
    {
        "0.0.0.0" => "127.0.0.1",
        "::" => "::1",
        var other => other,
    };

    /// <summary>The port to listen on now.</summary>
    /// <exception cref="BrokerException">A fixed port is taken.</exception>
    public int Choose()
    {
        if (wanted != 0)
        {
            return IsFree(wanted) ? wanted : throw new BrokerException(
                $"port {wanted} of {address} is taken by another program. If that is the "
                + "system's mosquitto service: 'systemctl disable --now mosquitto', or set broker:mode to "
                + "external, or choose another broker:port (0 finds a free one)");
        }

        var port = Remembered() is { } last && IsFree(last) ? last : Free(0);
        PrivateFiles.MakeDirectory(directory);
        PrivateFiles.Write(Memory, port.ToString(CultureInfo.InvariantCulture));
        return port;
    }

    /// <summary>Give up a remembered port that somebody took between looking and listening.</summary>
    public void Forget() => File.Delete(Memory);

    private int? Remembered() => File.Exists(Memory) && int.TryParse(File.ReadAllText(Memory), out var port)
        && port is > 0 and <= 65535 ? port : null;

    private bool IsFree(int port)
    {
        try
        {
            return Free(port) == port;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
        catch (SocketException e)
        {
            throw new BrokerException($"cannot listen on {address}:{port}: {e.Message}", e);
        }
    }

    private int Free(int port)
    {
        using var listener = new TcpListener(Address(), port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public IPAddress Address() => IPAddress.TryParse(address, out var ip) ? ip
        : throw new BrokerException($"broker:address '{address}' is no IP address");
}
