using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Broker.Mosquitto;
using RatingDevice.Collector.Ingest;
using RatingDevice.Firmware.Link;
using RatingDevice.Firmware.Link.Mosquitto;
using RatingDevice.Tests.Broker;

namespace RatingDevice.Tests.Link;

/// <summary>A real broker, and a cable between it and the link that can be cut.</summary>
internal sealed class RealRig : ILinkRig
{
    private readonly IRealBroker _real;
    private readonly Func<int, ILink> _link;
    private readonly Func<BrokerEndpoint, int, IIntake> _intake;
    private readonly TcpProxy _cable;
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);

    public RealRig(IRealBroker real, Func<int, ILink> link, Func<BrokerEndpoint, int, IIntake> intake)
    {
        (_real, _link, _intake) = (real, link, intake);
        _cable = new TcpProxy(real.Endpoint.Host, real.Endpoint.Port);
        _silent.Start();
    }

    /// <summary>A broker that does not answer is given up after this.</summary>
    public static TimeSpan ConnectTimeout { get; } = TimeSpan.FromSeconds(2);

    public BrokerAddress Address => new("127.0.0.1", _cable.Port);

    public BrokerAddress Silent => new("127.0.0.1", ((IPEndPoint)_silent.LocalEndpoint).Port);

    public string Password => _real.Credentials.Secret(Rig.Device);

    /// <summary>libmosquitto on both sides of mosquitto.</summary>
    public static async Task<RealRig> MosquittoAsync() =>
        new(await RealBroker.StartAsync("d-1"), MosquittoLink, MosquittoIntake);

    public static ILink MosquittoLink(int capacity) =>
        new MosquittoLink(TimeProvider.System, NullLogger.Instance, capacity)
        {
            ConnectTimeout = ConnectTimeout,
        };

    public static IIntake MosquittoIntake(BrokerEndpoint endpoint, int capacity) =>
        new MosquittoIntake(endpoint, capacity, TimeProvider.System, NullLogger.Instance);

    public ILink NewLink(int capacity) => _link(capacity);

    public IIntake NewIntake(int capacity)
    {
        var intake = _intake(_real.Endpoint, capacity);
        intake.Start();
        return intake;
    }

    public void Cut() => _cable.Cut();

    public void Kill() => _real.Kill();

    public Task BackAsync() => _real.BackAsync();

    public async ValueTask DisposeAsync()
    {
        _silent.Dispose();
        await _cable.DisposeAsync();
        await _real.DisposeAsync();
    }
}
