using System.Threading.Channels;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Link.Mosquitto;

/// <summary>The device's link over libmosquitto.</summary>
internal sealed class MosquittoLink(TimeProvider time) : ILink
{
    private readonly Channel<LinkEvent> _events = Channel.CreateUnbounded<LinkEvent>();

    /// <inheritdoc/>
    public ChannelReader<LinkEvent> Events => _events.Reader;

    /// <inheritdoc/>
    public long Overflow => 0;

    /// <inheritdoc/>
    public Task ConnectAsync(BrokerAddress broker, LinkLogin login, CancellationToken stop) =>
        throw new LinkException($"not built yet: {broker} {time.GetType().Name}");

    /// <inheritdoc/>
    public Task PublishAsync(Topic topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken stop) =>
        throw new LinkException("not connected");

    /// <inheritdoc/>
    public Task DisconnectAsync(CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
