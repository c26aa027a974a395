using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Broker.MqttNet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Firmware.Link;
using RatingDevice.Firmware.Link.MqttNet;
using RatingDevice.Tests.Broker;
using RatingDevice.Tests.Broker.MqttNet;

namespace RatingDevice.Tests.Link.MqttNet;

/// <summary>Each side of each stack with each other: a branch may change its devices one by one.</summary>
internal static class MqttNetParts
{
    public static ILink Link(int capacity) =>
        new MqttNetLink(TimeProvider.System, NullLogger.Instance, capacity)
        {
            ConnectTimeout = RealRig.ConnectTimeout,
        };

    public static IIntake Intake(BrokerEndpoint endpoint, int capacity) =>
        new MqttNetIntake(endpoint, capacity, TimeProvider.System, NullLogger.Instance);

    public static async Task<RealRig> AllAsync() =>
        new(await InProcessBroker.StartAsync("d-1"), Link, Intake);

    public static async Task<RealRig> OverMosquittoAsync() =>
        new(await RealBroker.StartAsync("d-1"), Link, Intake);

    public static async Task<RealRig> BrokerOnlyAsync() =>
        new(await InProcessBroker.StartAsync("d-1"), RealRig.MosquittoLink, RealRig.MosquittoIntake);
}

public sealed class MqttNetLinkTests : LinkContract
{
    private protected override async Task<ILinkRig> RigAsync() => await MqttNetParts.AllAsync();
}

public sealed class MqttNetLinkOverMosquittoTests : LinkContract
{
    private protected override async Task<ILinkRig> RigAsync() => await MqttNetParts.OverMosquittoAsync();
}

public sealed class MosquittoLinkOverMqttNetTests : LinkContract
{
    private protected override async Task<ILinkRig> RigAsync() => await MqttNetParts.BrokerOnlyAsync();
}

public sealed class MqttNetIntakeTests : IntakeContract
{
    private protected override async Task<ILinkRig> RigAsync() => await MqttNetParts.AllAsync();
}

public sealed class MqttNetIntakeOverMosquittoTests : IntakeContract
{
    private protected override async Task<ILinkRig> RigAsync() => await MqttNetParts.OverMosquittoAsync();
}

public sealed class MosquittoIntakeOverMqttNetTests : IntakeContract
{
    private protected override async Task<ILinkRig> RigAsync() => await MqttNetParts.BrokerOnlyAsync();
}
