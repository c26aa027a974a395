using System.Numerics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Ingest;

namespace RatingDevice.Collector.Broker;

/// <summary>Messages that wait for ingest. Full: the newest is dropped, counted and told.</summary>
internal sealed class IntakeQueue(int capacity, TimeProvider time, ILogger log)
{
    private readonly Channel<IntakeMessage> _messages = Channel.CreateBounded<IntakeMessage>(capacity);
    private long _overflow;

    public ChannelReader<IntakeMessage> Reader => _messages.Reader;

    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>Stamps and keeps a message.</summary>
    public void Hear(string topic, ReadOnlyMemory<byte> payload, bool retained)
    {
        if (_messages.Writer.TryWrite(new(topic, payload, retained, time.GetUtcNow()))) return;
        var count = Interlocked.Increment(ref _overflow);
        if (BitOperations.IsPow2(count)) log.IntakeOverflow(count);
    }

    public void End() => _messages.Writer.TryComplete();
}
