using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Ingest;
using RatingDevice.Hosting.MqttNet;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>
/// Ingest's ear and mouth at the broker, over MQTTnet: a client like any other, also where the broker runs in
/// this process. So it serves an external broker too, and what is heard has passed the same queue, limits
/// and access rules.
/// </summary>
internal sealed class MqttNetIntake : IIntake
{
    // Acks of one commit, one a device, go out in one burst.
    private const int MostWaiting = 4000;

    private readonly BrokerEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly IntakeQueue _queue;
    private readonly IntakeConnection<MqttNetClient> _connection;
    private long _unsent;

    /// <param name="endpoint">What <see cref="IBroker.StartAsync"/> gave.</param>
    /// <param name="capacity">Messages kept for ingest; more are dropped and counted.</param>
    /// <param name="time">Stamps what comes, and measures pauses.</param>
    /// <param name="log">For a technician.</param>
    public MqttNetIntake(BrokerEndpoint endpoint, int capacity, TimeProvider time, ILogger log)
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
        catch (MqttNetException)
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

    private async Task<MqttNetClient> ConnectAsync(Action<string> lost, CancellationToken stop)
    {
        var options = new MqttNetOptions
        {
            Host = _endpoint.Host,
            Port = _endpoint.Port,
            User = _endpoint.User,
            Password = _endpoint.Password,
            Time = _time,
            MostOutgoing = MostWaiting,
        };
        var handlers = new MqttNetHandlers
        {
            Received = _queue.Hear, Lost = lost, NotTaken = _log.IntakeNotTaken,
        };
        MqttNetClient? client = null;
        try
        {
            client = await MqttNetClient.ConnectAsync(options, handlers, stop);
            await client.SubscribeAsync(_endpoint.Filters, stop);
            return client;
        }
        catch (Exception e)
        {
            if (client is not null) await client.DisposeAsync();
            if (e is MqttNetException) throw new BrokerException(e.Message, e);
            throw;
        }
    }
}
