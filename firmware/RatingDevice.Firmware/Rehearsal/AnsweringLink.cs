using System.Threading.Channels;
using RatingDevice.Firmware.Link;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Rehearsal;

/// <summary>A link that leads nowhere: it acknowledges every batch itself, at once.</summary>
internal sealed class AnsweringLink(TimeProvider time) : ILink
{
    private const int Most = 64;

    private readonly Channel<LinkEvent> _events = Channel.CreateBounded<LinkEvent>(Most);
    private readonly TaskCompletionSource _acked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChannelReader<LinkEvent> Events => _events.Reader;

    public long Overflow => 0;

    /// <summary>Completes once a batch came and was acknowledged.</summary>
    public Task Acked => _acked.Task;

    public Task ConnectAsync(BrokerAddress broker, LinkLogin login, CancellationToken stop) =>
        Task.CompletedTask;

    public Task PublishAsync(Topic topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken stop)
    {
        if (topic.Kind != TopicKind.Journal) return Task.CompletedTask;
        var rest = payload;
        if (!Batch.TryTakeLine(ref rest, out var head)
            || !WireText.TryReadHeader(head.Span, out var header, out var error))
            throw new LinkException("the rehearsal cannot read its own batch");
        var last = ReadOnlyMemory<byte>.Empty;
        while (Batch.TryTakeLine(ref rest, out var line)) last = line;
        var ack = new Ack
        {
            V = Limits.Version,
            Journal = header.Journal,
            N = header.First + header.Count - 1,
            Hash = Digest.Of(last.Span),
            At = time.GetUtcNow(),
        };
        Say(topic with { Kind = TopicKind.Ack }, WireText.Write(ack));
        _acked.TrySetResult();
        return Task.CompletedTask;
    }

    /// <summary>An order of the branch, as the broker would bring it.</summary>
    public void Order(Topic topic, Command command) => Say(topic, WireText.Write(command));

    public Task DisconnectAsync(CancellationToken stop) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Say(Topic topic, byte[] payload) =>
        _events.Writer.TryWrite(new LinkMessage(topic, payload));
}
