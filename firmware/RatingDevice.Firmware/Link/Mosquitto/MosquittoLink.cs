using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Mosquitto;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Link.Mosquitto;

/// <summary>The device's link over libmosquitto; each connect makes a client of its own.</summary>
/// <param name="time">Clock for the connect time-out.</param>
/// <param name="log">For a technician.</param>
/// <param name="capacity">Messages kept for the reader; more are dropped and counted.</param>
internal sealed class MosquittoLink(
    TimeProvider time, ILogger log, int capacity = LinkEvents.DefaultCapacity) : ILink
{
    private readonly LinkEvents _events = new(capacity);
    private MosquittoClient? _client;

    /// <summary>From the first packet to the broker's yes, for each address of a host.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public ChannelReader<LinkEvent> Events => _events.Reader;

    /// <inheritdoc/>
    public long Overflow => _events.Overflow;

    /// <inheritdoc/>
    public async Task ConnectAsync(BrokerAddress broker, LinkLogin login, CancellationToken stop)
    {
        await CloseAsync();
        string On(TopicKind kind) => new Topic(login.Outlet, login.Device, kind).ToString();
        var options = new MosquittoOptions
        {
            Host = broker.Host,
            Port = broker.Port,
            ClientId = login.Device.ToString(),
            User = login.Device.ToString(),
            Password = login.Password,
            Will = new MosquittoMessage(On(TopicKind.Status), login.Will, Retain: true),
            Time = time,
            ConnectTimeout = ConnectTimeout,
        };
        var handlers = new MosquittoHandlers
        {
            Received = m => _events.Hear(m.Topic, m.Payload), Lost = _events.Lose, NotTaken = log.NotTaken,
        };
        try
        {
            _client = await MosquittoClient.ConnectAsync(options, handlers, stop);
            await _client.SubscribeAsync(
                [On(TopicKind.Ack), On(TopicKind.Command), On(TopicKind.Config)], stop);
        }
        catch (MosquittoException e)
        {
            await CloseAsync();
            throw new LinkException(e.Message, e);
        }
        catch (OperationCanceledException)
        {
            await CloseAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task PublishAsync(Topic topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken stop)
    {
        try
        {
            if (_client is null) throw new LinkException("not connected");
            _client.Publish(topic.ToString(), payload.Span, retain);
            return Task.CompletedTask;
        }
        catch (MosquittoException e)
        {
            throw new LinkException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public async Task DisconnectAsync(CancellationToken stop)
    {
        if (_client is null) return;
        await _client.DisconnectAsync(stop);
        _client = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _events.End();
    }

    private async Task CloseAsync()
    {
        if (_client is null) return;
        await _client.DisposeAsync();
        _client = null;
    }
}
