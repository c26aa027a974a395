using System.Threading.Channels;
using RatingDevice.Collector.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Network;

/// <summary>The collector's intake over a fake broker; comes back by itself, as the real one does.</summary>
internal sealed class FakeIntake(
    FakeBroker broker, TimeProvider time, int capacity = 1024, string? password = null) : IIntake
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);

    private readonly Channel<IntakeMessage> _messages = Channel.CreateBounded<IntakeMessage>(capacity);
    private FakeConnection? _connection;
    private ITimer? _retry;
    private bool _disposed;

    public ChannelReader<IntakeMessage> Messages => _messages.Reader;

    public long Overflow { get; private set; }

    public bool Connected => _connection is not null;

    public void Start()
    {
        if (_disposed || _connection is not null) return;
        _connection = broker.Connect(
            new FakeLogin(
                FakeBroker.Collector,
                password,
                Will: null,
                [Topic.Filter(TopicKind.Journal), Topic.Filter(TopicKind.Status)],
                Hear,
                _ => Lose()),
            out _);
        if (_connection is null) Lose();
    }

    public void Publish(Topic topic, ReadOnlyMemory<byte> payload, bool retain) =>
        _connection?.Publish(topic.ToString(), payload, retain);

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        _retry?.Dispose();
        _connection?.Close();
        _connection = null;
        _messages.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void Hear(FakeMessage message)
    {
        var heard = new IntakeMessage(message.Topic, message.Payload, message.Retained, time.GetUtcNow());
        if (!_messages.Writer.TryWrite(heard)) Overflow++;
    }

    private void Lose()
    {
        _connection = null;
        _retry?.Dispose();
        _retry = _disposed ? null : time.CreateTimer(_ => Start(), null, Retry, Timeout.InfiniteTimeSpan);
    }
}
