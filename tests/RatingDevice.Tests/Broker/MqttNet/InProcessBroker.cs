using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Broker.MqttNet;

namespace RatingDevice.Tests.Broker.MqttNet;

/// <summary>
/// A broker in the test's process. It cannot be killed without its process, so dying is played: it ends, and
/// another one takes its place.
/// </summary>
internal sealed class InProcessBroker : IRealBroker
{
    private readonly string _directory = Directory.CreateTempSubdirectory("rating-broker-").FullName;
    private readonly MqttNetLimits _limits;
    private MqttNetBroker _broker;
    private IReadOnlyCollection<DeviceId> _devices = [];

    private InProcessBroker(MqttNetLimits limits)
    {
        _limits = limits;
        Settings = new(Path.Combine(_directory, "broker"), Path.Combine(_directory, "credentials"),
            "127.0.0.1", 0, "");
        _broker = New(Settings);
        Credentials = new DeviceCredentials(Settings.CredentialsDirectory);
    }

    public OwnBrokerSettings Settings { get; }

    public MqttNetBroker Broker => _broker;

    IBroker IRealBroker.Broker => _broker;

    public DeviceCredentials Credentials { get; }

    public BrokerEndpoint Endpoint { get; private set; } = null!;

    public static Task<InProcessBroker> StartAsync(params string[] devices) =>
        StartAsync(new MqttNetLimits(), devices);

    public static async Task<InProcessBroker> StartAsync(MqttNetLimits limits, params string[] devices)
    {
        RealBroker.RequireLibrary();
        var real = new InProcessBroker(limits) { _devices = [.. devices.Select(DeviceId.Parse)] };
        await real.Broker.AllowAsync(real._devices, [OutletId.Parse("o-1")], default);
        real.Endpoint = await real.Broker.StartAsync(default);
        return real;
    }

    public MqttNetBroker New(OwnBrokerSettings settings, string? secret = null) =>
        new(settings, TimeProvider.System, NullLogger.Instance)
        {
            Limits = _limits, Secret = secret ?? DeviceCredentials.NewSecret(),
        };

    public void Kill() => _broker.DisposeAsync().AsTask().Wait();

    public async Task BackAsync()
    {
        await _broker.DisposeAsync();
        _broker = New(Settings with { Port = Endpoint.Port }, Endpoint.Password);
        await _broker.AllowAsync(_devices, [OutletId.Parse("o-1")], default);
        await _broker.StartAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
