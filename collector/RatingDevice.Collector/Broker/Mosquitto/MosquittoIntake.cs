using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Ingest;
using RatingDevice.Mosquitto;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>Ingest's ear and mouth at the broker, over libmosquitto.</summary>
internal sealed class MosquittoIntake : IIntake
{
    // Acks of one commit, one a device, go out in one burst.
    private const int MostWaiting = 4000;

    private readonly BrokerEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly IntakeQueue _queue;
    private readonly IntakeConnection<MosquittoClient> _connection;
    private long _unsent;

    /// <param name="endpoint">What <see cref="IBroker.StartAsync"/> gave.</param>
    /// <param name="capacity">Messages kept for ingest; more are dropped and counted.</param>
    /// <param name="time">Stamps what comes, and measures pauses.</param>
    /// <param name="log">For a technician.</param>
    public MosquittoIntake(BrokerEndpoint endpoint, int capacity, TimeProvider time, ILogger log)
    {
        (_endpoint, _time, _log) = (endpoint, time, log);
        _queue = new(capacity, time, log);
        _connection = new(endpoint, time, log, ConnectAsync);
    }

    /// <inheritdoc/>
    public ChannelReader<IntakeMessage> Messages => _queue.Reader;

    /// <inheritdoc/>
    public long Overflow => _queue.Overflow;

    /// <summary>Acks and commands not handed to the broker, because it was away or behind.</summary>
    public long Unsent => Interlocked.Read(ref _unsent);

    /// <inheritdoc/>
    public bool Connected => _connection.Client is { IsConnected: true };

    /// <inheritdoc/>
    public void Start() => _connection.Start();

    /// <inheritdoc/>
    public void Publish(Topic topic, ReadOnlyMemory<byte> payload, bool retain)
    {
        try
        {
            if (_connection.Client is { } client) client.Publish(topic.ToString(), payload.Span, retain);
            else Interlocked.Increment(ref _unsent);
        }
        catch (MosquittoException)
        {
            Interlocked.Increment(ref _unsent); // the connection says why; the device asks again
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _queue.End();
    }

    private async Task<MosquittoClient> ConnectAsync(Action<string> lost, CancellationToken stop)
    {
        var options = new MosquittoOptions
        {
            Host = _endpoint.Host,
            Port = _endpoint.Port,
            ClientId = _endpoint.User,
            User = _endpoint.User,
            Password = _endpoint.Password,
            Time = _time,
            MostOutgoing = MostWaiting,
        };
        var handlers = new MosquittoHandlers
        {
            Received = m => _queue.Hear(m.Topic, m.Payload, m.Retain),
            Lost = lost,
            NotTaken = _log.IntakeNotTaken,
        };
        MosquittoClient? client = null;
        try
        {
            client = await MosquittoClient.ConnectAsync(options, handlers, stop);
            await client.SubscribeAsync(_endpoint.Filters, stop);
            return client;
        }
        catch (Exception e)
        {
            if (client is not null) await client.DisposeAsync();
            if (e is MosquittoException) throw new BrokerException(e.Message, e);
            throw;
        }
    }
}
