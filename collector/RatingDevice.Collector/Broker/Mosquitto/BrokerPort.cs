using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>Finds a port, and remembers a chosen one: devices have it in their options.</summary>
internal sealed class BrokerPort(MosquittoBrokerOptions options)
{
    private string Memory => Path.Combine(options.Directory, "port");

    /// <summary>The port to listen on now.</summary>
    /// <exception cref="BrokerException">A fixed port is taken.</exception>
    public int Choose()
    {
        if (options.Port != 0)
        {
            return IsFree(options.Port) ? options.Port : throw new BrokerException(
                $"port {options.Port} of {options.Address} is taken by another program. If that is the "
                + "system's mosquitto service: 'systemctl disable --now mosquitto', or set broker:mode to "
                + "external, or choose another broker:port (0 finds a free one)");
        }

        var port = Remembered() is { } last && IsFree(last) ? last : Free(0);
        PrivateFiles.MakeDirectory(options.Directory);
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
            throw new BrokerException($"cannot listen on {options.Address}:{port}: {e.Message}", e);
        }
    }

    private int Free(int port)
    {
        using var listener = new TcpListener(Address(), port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private IPAddress Address() => IPAddress.TryParse(options.Address, out var address) ? address
        : throw new BrokerException($"broker:address '{options.Address}' is no IP address");
}
