using System.Threading.Channels;
using RatingDevice.Collector.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

/// <summary>An intake a test fills by hand, and the answers it was given. Continues its reader in the
/// writer's call, so that nothing is left to wait for.</summary>
internal sealed class ScriptIntake : IIntake
{
    private readonly Channel<IntakeMessage> _messages = Channel.CreateUnbounded<IntakeMessage>(
        new UnboundedChannelOptions { AllowSynchronousContinuations = true });

    public ChannelReader<IntakeMessage> Messages => _messages.Reader;

    public long Overflow => 0;

    public bool Connected => true;

    public List<(Topic Topic, Ack Ack)> Acks { get; } = [];

    public Ack LastAck => Acks[^1].Ack;

    public void Hear(IntakeMessage message) => Assert.True(_messages.Writer.TryWrite(message));

    public void End() => _messages.Writer.Complete();

    public void Start()
    {
        // a test writes when it likes
    }

    public void Publish(Topic topic, ReadOnlyMemory<byte> payload, bool retain)
    {
        Assert.Equal(TopicKind.Ack, topic.Kind);
        Assert.False(retain);
        Assert.True(WireText.TryReadAck(payload.Span, out var ack, out var error), error);
        Acks.Add((topic, ack));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
