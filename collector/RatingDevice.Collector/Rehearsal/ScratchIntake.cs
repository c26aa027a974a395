using System.Threading.Channels;
using RatingDevice.Collector.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Rehearsal;

/// <summary>An intake without a broker: hears what it is told, publishes nothing.</summary>
internal sealed class ScratchIntake : IIntake
{
    private const int Most = 64;

    private readonly Channel<IntakeMessage> _messages = Channel.CreateBounded<IntakeMessage>(Most);

    public ChannelReader<IntakeMessage> Messages => _messages.Reader;

    public long Overflow => 0;

    public bool Connected => true;

    public void Start()
    {
        // nothing to connect to
    }

    public void Hear(IntakeMessage message) => _messages.Writer.TryWrite(message);

    public void Publish(Topic topic, ReadOnlyMemory<byte> payload, bool retain)
    {
        // acks and commands for a device that does not exist
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
