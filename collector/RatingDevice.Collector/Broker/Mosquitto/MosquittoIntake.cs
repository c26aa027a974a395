using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>Ingest's ear and mouth on the broker.</summary>
/// <param name="endpoint">What <see cref="IBroker.StartAsync"/> gave.</param>
/// <param name="capacity">Messages kept for ingest; more are dropped and counted.</param>
internal sealed class MosquittoIntake(BrokerEndpoint endpoint, int capacity, TimeProvider time, ILogger log)
    : IIntake
{
    private readonly Channel<IntakeMessage> _messages = Channel.CreateBounded<IntakeMessage>(capacity);

    /// <inheritdoc/>
    public ChannelReader<IntakeMessage> Messages => _messages.Reader;

    /// <inheritdoc/>
    public long Overflow => 0;

    /// <inheritdoc/>
    public bool Connected => false;

    /// <summary>Begins to connect and returns at once.</summary>
    public void Start() =>
        throw new BrokerException($"not built yet: {endpoint} {time.GetType().Name} {log.GetType().Name}");

    /// <inheritdoc/>
    public void Publish(Topic topic, ReadOnlyMemory<byte> payload, bool retain)
    {
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
