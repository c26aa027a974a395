namespace RatingDevice.Collector.Broker;

/// <summary>
/// A broker that somebody else runs. Who may connect is decided there; WIRE.md lists the topics.
/// </summary>
internal sealed class ExternalBroker(BrokerEndpoint endpoint) : IBroker
{
    /// <inheritdoc/>
    public Task<BrokerEndpoint> StartAsync(CancellationToken stop) => Task.FromResult(endpoint);

    /// <inheritdoc/>
    public Task AllowAsync(
        IReadOnlyCollection<DeviceId> devices, IReadOnlyCollection<OutletId> outlets,
        CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
