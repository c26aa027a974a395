using System.Threading.Channels;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Link;

/// <summary>
/// What an adapter heard and nobody has read yet. Full: the newest message is dropped and counted; one slot
/// more is kept free for the news that the connection is gone.
/// </summary>
internal sealed class LinkEvents(int capacity)
{
    public const int DefaultCapacity = 256;

    private readonly Channel<LinkEvent> _events = Channel.CreateBounded<LinkEvent>(capacity + 1);
    private long _overflow;

    public ChannelReader<LinkEvent> Reader => _events.Reader;

    public long Overflow => Interlocked.Read(ref _overflow);

    public void Hear(string on, ReadOnlyMemory<byte> payload)
    {
        if (!Topic.TryParse(on, out var topic)) return; // not one of those subscribed
        if (_events.Reader.Count >= capacity) Interlocked.Increment(ref _overflow);
        else _events.Writer.TryWrite(new LinkMessage(topic, payload));
    }

    public void Lose(string why) => _events.Writer.TryWrite(new LinkLost(why));

    public void End() => _events.Writer.TryComplete();
}
