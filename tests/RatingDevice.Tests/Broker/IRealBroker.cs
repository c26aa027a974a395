using RatingDevice.Collector.Broker;
using RatingDevice.Mosquitto;

namespace RatingDevice.Tests.Broker;

/// <summary>A broker of the test's own on a free loopback port, of whatever stack.</summary>
internal interface IRealBroker : IAsyncDisposable
{
    IBroker Broker { get; }

    DeviceCredentials Credentials { get; }

    BrokerEndpoint Endpoint { get; }

    /// <summary>It is gone at once, without a goodbye, and for a moment at least.</summary>
    void Kill();

    /// <summary>It is back, on the same address, and empty.</summary>
    Task BackAsync();
}

/// <summary>Clients for any of them, over libmosquitto: what another implementation makes of ours.</summary>
internal static class BrokerClients
{
    public static Task<MosquittoClient> ConnectAsync(
        this IRealBroker real,
        string device,
        Action<MosquittoMessage> received,
        Action<string>? lost = null) =>
        real.ConnectAsync(device, real.Credentials.Secret(DeviceId.Parse(device)), device, received, lost);

    public static Task<MosquittoClient> ConnectAsync(
        this IRealBroker real,
        string user,
        string? password,
        string client,
        Action<MosquittoMessage> received,
        Action<string>? lost = null) =>
        MosquittoClient.ConnectAsync(
            new MosquittoOptions
            {
                Host = real.Endpoint.Host,
                Port = real.Endpoint.Port,
                ClientId = client,
                User = user,
                Password = password,
                Time = TimeProvider.System,
            },
            new MosquittoHandlers { Received = received, Lost = lost ?? (_ => { }) },
            default);

    public static Task<MosquittoClient> ConnectCollectorAsync(
        this IRealBroker real, Action<MosquittoMessage> received) =>
        real.ConnectAsync(real.Endpoint.User, real.Endpoint.Password, real.Endpoint.User, received);
}
