using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>mosquitto as a supervised child process.</summary>
internal sealed class MosquittoBroker(MosquittoBrokerOptions options, TimeProvider time, ILogger log) : IBroker
{
    /// <inheritdoc/>
    public Task<BrokerEndpoint> StartAsync(CancellationToken stop) =>
        throw new BrokerException($"not built yet: {options.Program} {time.GetType().Name} {log.GetType().Name}");

    /// <inheritdoc/>
    public Task AllowAsync(IReadOnlyCollection<DeviceId> devices, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
