using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Ingest;
using RatingDevice.Firmware.Link;
using RatingDevice.Firmware.Link.Mosquitto;
using RatingDevice.Tests.Broker;

namespace RatingDevice.Tests.Link;

/// <summary>A real mosquitto, and a cable between it and the link that can be cut.</summary>
internal sealed class MosquittoRig : ILinkRig
{
    private readonly RealBroker _real;
    private readonly TcpProxy _cable;
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);
    private int _killed;

    private MosquittoRig(RealBroker real)
    {
        _real = real;
        _cable = new TcpProxy(real.Endpoint.Host, real.Endpoint.Port);
        _silent.Start();
    }

    public BrokerAddress Address => new("127.0.0.1", _cable.Port);

    public BrokerAddress Silent => new("127.0.0.1", ((IPEndPoint)_silent.LocalEndpoint).Port);

    public string Password => _real.Credentials.Secret(Rig.Device);

    public static async Task<MosquittoRig> StartAsync() => new(await RealBroker.StartAsync("d-1"));

    public ILink NewLink(int capacity) =>
        new MosquittoLink(TimeProvider.System, NullLogger.Instance, capacity)
        {
            ConnectTimeout = TimeSpan.FromSeconds(2),
        };

    public IIntake NewIntake(int capacity)
    {
        var intake = _real.NewIntake(capacity);
        intake.Start();
        return intake;
    }

    public void Cut() => _cable.Cut();

    public void Kill() => _killed = _real.Kill();

    public Task BackAsync() =>
        Eventually.IsTrueAsync(() => _real.Broker.Pid is { } pid && pid != _killed, "mosquitto is back");

    public async ValueTask DisposeAsync()
    {
        _silent.Dispose();
        await _cable.DisposeAsync();
        await _real.DisposeAsync();
    }
}
