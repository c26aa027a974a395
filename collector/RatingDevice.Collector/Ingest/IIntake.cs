using System.Threading.Channels;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>A message as it came, stamped when it was heard.</summary>
/// <param name="Topic">The topic's text; not yet trusted.</param>
/// <param name="Payload">The payload; not yet trusted.</param>
/// <param name="Retained">True for a message the broker had kept.</param>
/// <param name="Received">Collector's clock, UTC.</param>
internal sealed record IntakeMessage(
    string Topic, ReadOnlyMemory<byte> Payload, bool Retained, DateTimeOffset Received)
{
    private readonly Lazy<BatchRead> _batch = new(() => BatchReader.Read(Payload));

    /// <summary>The payload taken apart as a journal batch; done once, by whoever asks first.</summary>
    public BatchRead Batch => _batch.Value;
}

/// <summary>
/// MQTT as the collector needs it: hears every device's journal and status topics, answers with acks and
/// commands. Reconnects by itself until disposed. Adapters: Broker/Mosquitto, Broker/MqttNet.
/// </summary>
internal interface IIntake : IAsyncDisposable
{
    /// <summary>
    /// What was heard, in order. Bounded; overflow drops the newest and counts it: the device sends it again.
    /// </summary>
    ChannelReader<IntakeMessage> Messages { get; }

    /// <summary>Messages dropped because ingest was behind.</summary>
    long Overflow { get; }

    /// <summary>True while connected and subscribed.</summary>
    bool Connected { get; }

    /// <summary>Begins to connect, and returns at once.</summary>
    void Start();

    /// <summary>Hands a message to the broker; while disconnected it is dropped: the device asks
    /// again.</summary>
    void Publish(Topic topic, ReadOnlyMemory<byte> payload, bool retain);
}
