using System.Buffers;
using MQTTnet;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace RatingDevice.Hosting.MqttNet;

/// <summary>
/// One connection to an MQTT 5 broker over MQTTnet: clean start, session expiry 0, QoS 1. It does not
/// reconnect and sends nothing twice; a lost one is disposed and another made. Safe for any number of
/// threads.
/// </summary>
public sealed class MqttNetClient : IAsyncDisposable
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(5);

    private readonly MqttNetOptions _options;
    private readonly MqttNetHandlers _handlers;
    private readonly IMqttClient _client =
        new MqttClientFactory(new MqttNetNullLogger(), new LimitedChannels()).CreateMqttClient();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _calling = new();
    private int _outgoing;
    private volatile bool _up;
    private volatile bool _ended;

    private MqttNetClient(MqttNetOptions options, MqttNetHandlers handlers)
    {
        (_options, _handlers) = (options, handlers);
        _client.ApplicationMessageReceivedAsync += e =>
        {
            var message = e.ApplicationMessage;
            var payload = message.Payload.ToArray(); // MQTTnet's buffer is its own again when this returns
            lock (_calling)
            {
                if (!_ended) _handlers.Received(message.Topic, payload, message.Retain);
            }

            return Task.CompletedTask;
        };
        _client.DisconnectedAsync += e =>
        {
            HearEnd(e);
            return Task.CompletedTask;
        };
    }

    /// <summary>True from the broker's yes until the connection ends.</summary>
    public bool IsConnected => _up && !_ended && _client.IsConnected;

    private string Name => $"{_options.Host}:{_options.Port}";

    /// <summary>Connects.</summary>
    /// <exception cref="MqttNetException">No such host, unreachable, refused, late.</exception>
    public static async Task<MqttNetClient> ConnectAsync(
        MqttNetOptions options, MqttNetHandlers handlers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handlers);
        stop.ThrowIfCancellationRequested();
        var client = new MqttNetClient(options, handlers);
        try
        {
            await client.ConnectAsync(stop);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Subscribes at QoS 1; returns when the broker has granted each filter.</summary>
    /// <exception cref="MqttNetException">Refused, late, or the connection is gone.</exception>
    public async Task SubscribeAsync(IReadOnlyList<string> filters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var wanted = new MqttClientSubscribeOptionsBuilder();
        foreach (var filter in filters)
            wanted.WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce);
        var answer = await InTimeAsync("no answer to a subscription",
            token => _client.SubscribeAsync(wanted.Build(), token), stop);
        const MqttClientSubscribeResultCode Best = MqttClientSubscribeResultCode.GrantedQoS2;
        var refused = answer.Items.FirstOrDefault(i => i.ResultCode > Best);
        if (refused is not null)
            throw Refusal($"subscription refused: {MqttNetSettings.Words(refused.ResultCode)}");
    }

    /// <summary>Hands a message to the connection, QoS 1. The payload is copied.</summary>
    /// <exception cref="MqttNetException">Not connected, or too many messages wait already.</exception>
    public void Publish(string topic, ReadOnlySpan<byte> payload, bool retain)
    {
        if (!IsConnected) throw new MqttNetException($"{Name}: not connected");
        if (Interlocked.Increment(ref _outgoing) > _options.MostOutgoing)
        {
            Interlocked.Decrement(ref _outgoing);
            throw new MqttNetException(
                $"{Name}: {_options.MostOutgoing} messages wait already; this one is not sent");
        }

        // Not waited for: a broker that stands still must not hold up the caller. MQTTnet keeps the order.
        _ = SendAsync(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload.ToArray())
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).WithRetainFlag(retain).Build());
    }

    /// <summary>Says goodbye: what was handed over is sent first, and the will is not published.</summary>
    public async Task DisconnectAsync(CancellationToken stop)
    {
        lock (_calling) _ended = true;
        try
        {
            if (Volatile.Read(ref _outgoing) > 0)
                await _drained.Task.WaitAsync(GoodbyeTimeout, _options.Time, stop);
            await InTimeAsync("no time for a goodbye", async token =>
            {
                await _client.DisconnectAsync(new MqttClientDisconnectOptions(), token);
                return true;
            }, stop);
        }
        catch (Exception e) when (e is TimeoutException or MqttNetException)
        {
            // the broker does not read; it will find the connection closed and publish the will
        }
        finally
        {
            await DisposeAsync();
        }
    }

    /// <summary>
    /// Ends the connection as if the program had died: the will is published. No handler is called any more.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (_calling) _ended = true;
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ConnectAsync(CancellationToken stop)
    {
        var answer = await InTimeAsync("no answer",
            token => _client.ConnectAsync(MqttNetSettings.Of(_options), token), stop);
        if (answer.ResultCode != MqttClientConnectResultCode.Success)
            throw Refusal(MqttNetSettings.Words(answer.ResultCode));
        lock (_calling)
        {
            if (_ended) throw new MqttNetException($"{Name}: ended at once");
            _up = true;
        }
    }

    private async Task SendAsync(MqttApplicationMessage message)
    {
        try
        {
            // "No matching subscribers" is no refusal: the collector may be starting; only its ack counts.
            var answer = await _client.PublishAsync(message, CancellationToken.None);
            if (!answer.IsSuccess) _handlers.NotTaken(MqttNetSettings.Words(answer.ReasonCode));
        }
        catch (Exception e)
        {
            if (IsConnected) _handlers.NotTaken(e.Message); // otherwise the loss of the connection is told
        }
        finally
        {
            if (Interlocked.Decrement(ref _outgoing) == 0 && _ended) _drained.TrySetResult();
        }
    }

    private async Task<T> InTimeAsync<T>(
        string late, Func<CancellationToken, Task<T>> work, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        try
        {
            return await work(either.Token);
        }
        catch (Exception e)
        {
            // MQTTnet wraps a cancellation in several ways, so the tokens are asked and not the exception.
            stop.ThrowIfCancellationRequested();
            var why = timeout.IsCancellationRequested
                ? $"{late} within {_options.ConnectTimeout.TotalSeconds:0.###} s"
                : e.GetBaseException().Message;
            throw new MqttNetException($"{Name}: {why}", e);
        }
    }

    private void HearEnd(MqttClientDisconnectedEventArgs end)
    {
        lock (_calling)
        {
            var (was, over) = (_up, _ended);
            _ended = true;
            if (!was || over) return;
            _handlers.Lost(end.Exception?.GetBaseException().Message ?? MqttNetSettings.Words(end.Reason));
        }
    }

    private MqttNetException Refusal(string reason) =>
        new($"{Name}: the broker refuses '{_options.User}': {reason}");
}
