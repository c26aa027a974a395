using System.Threading.Channels;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Link;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Link;

/// <summary>A link that does what a test says, and keeps what it was asked to do, and when.</summary>
internal sealed class ScriptLink(DeviceClock clock) : ILink
{
    private readonly Channel<LinkEvent> _events = Channel.CreateUnbounded<LinkEvent>();

    public ChannelReader<LinkEvent> Events => _events.Reader;

    public long Overflow { get; set; }

    /// <summary>Brokers that let nobody in.</summary>
    public HashSet<string> Closed { get; } = [];

    /// <summary>What the collector says to a batch; null: nothing.</summary>
    public Func<BatchHeader, Digest, Ack?> Answer { get; set; } = (_, _) => null;

    public List<(string Broker, TimeSpan At)> Connects { get; } = [];

    public List<(Status Status, TimeSpan At)> Statuses { get; } = [];

    public List<(long First, TimeSpan At)> Batches { get; } = [];

    public int Goodbyes { get; private set; }

    public Task ConnectAsync(BrokerAddress broker, LinkLogin login, CancellationToken stop)
    {
        Connects.Add((broker.Host, clock.Up));
        if (Closed.Contains(broker.Host)) throw new LinkException($"{broker} refuses");
        return Task.CompletedTask;
    }

    public Task PublishAsync(Topic topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken stop)
    {
        if (topic.Kind == TopicKind.Status)
        {
            Assert.True(WireText.TryReadStatus(payload.Span, out var status, out var wrong), wrong);
            Statuses.Add((status, clock.Up));
            return Task.CompletedTask;
        }

        Assert.True(Batch.TryTakeLine(ref payload, out var head));
        Assert.True(WireText.TryReadHeader(head.Span, out var header, out var error), error);
        Batches.Add((header.First, clock.Up));
        var last = ReadOnlyMemory<byte>.Empty;
        while (Batch.TryTakeLine(ref payload, out var line)) last = line;
        var to = topic with { Kind = TopicKind.Ack };
        if (Answer(header, Digest.Of(last.Span)) is { } ack)
            _events.Writer.TryWrite(new LinkMessage(to, WireText.Write(ack)));
        return Task.CompletedTask;
    }

    public void Lose() => _events.Writer.TryWrite(new LinkLost("the cable is out"));

    public Task DisconnectAsync(CancellationToken stop)
    {
        Goodbyes++;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
