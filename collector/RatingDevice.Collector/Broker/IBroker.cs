using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker;

/// <summary>
/// The branch's MQTT broker as the collector needs it: somewhere to connect to, and a list of who may.
/// Adapters: Mosquitto (own child process), MqttNet (in this process), <see cref="ExternalBroker"/>
/// (somebody else's).
/// </summary>
internal interface IBroker : IAsyncDisposable
{
    /// <summary>What it did not do for its clients; null where only the broker itself knows.</summary>
    BrokerCounters? Counters => null;

    /// <summary>
    /// Returns once connections are accepted. The endpoint stays the same until disposed, also when the
    /// broker dies and is started again. Disposing stops what was started here and nothing else.
    /// </summary>
    /// <exception cref="BrokerException">It cannot be started; the message says what to do.</exception>
    Task<BrokerEndpoint> StartAsync(CancellationToken stop);

    /// <summary>
    /// From now on exactly these devices, and the served feed of each of these outlets, may connect; who is
    /// left out is cut off. Call it before <see cref="StartAsync"/> and whenever the registry changed.
    /// </summary>
    /// <exception cref="BrokerException">The list could not be changed; the old one stays.</exception>
    Task AllowAsync(
        IReadOnlyCollection<DeviceId> devices, IReadOnlyCollection<OutletId> outlets, CancellationToken stop);
}

/// <summary>Where the broker is and how the collector itself gets in.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="User">User and client id of the collector.</param>
/// <param name="Password">Null on a broker that asks for none.</param>
internal sealed record BrokerEndpoint(string Host, int Port, string User, string? Password)
{
    /// <summary>The collectors that share what devices and feeds send; null: all of it comes here.</summary>
    public string? Group { get; init; }

    /// <summary>
    /// What an intake subscribes to. A journal's batches and a feed's deliveries go to one of the group, what
    /// devices tell of themselves to every collector.
    /// </summary>
    public IReadOnlyList<string> Filters =>
    [
        OfGroup(Topic.Filter(TopicKind.Journal)), Topic.Filter(TopicKind.Status),
        OfGroup(ServicesTopic.Filter),
    ];

    /// <summary>Host and port only: this text goes to logs.</summary>
    public override string ToString() => $"{Host}:{Port}";

    private string OfGroup(string filter) => Group is null ? filter : $"$share/{Group}/{filter}";
}

/// <summary>The broker cannot be had; the message says why and what to do.</summary>
internal sealed class BrokerException(string message, Exception? inner = null) : Exception(message, inner);
