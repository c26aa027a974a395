using System.Numerics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Ingest;
using RatingDevice.Mosquitto;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>Ingest's ear and mouth at the broker, over libmosquitto.</summary>
/// <param name="endpoint">What <see cref="IBroker.StartAsync"/> gave.</param>
/// <param name="capacity">Messages kept for ingest; more are dropped and counted.</param>
/// <param name="time">Stamps what comes, and measures pauses.</param>
/// <param name="log">For a technician.</param>
internal sealed class MosquittoIntake(BrokerEndpoint endpoint, int capacity, TimeProvider time, ILogger log)
    : IIntake
{
    // Acks of one commit, one a device, go out in one burst.
    private const int MostWaiting = 4000;

    private readonly Channel<IntakeMessage> _messages = Channel.CreateBounded<IntakeMessage>(capacity);
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private volatile MosquittoClient? _client;
    private long _overflow;
    private long _unsent;

    /// <inheritdoc/>
    public ChannelReader<IntakeMessage> Messages => _messages.Reader;

    /// <inheritdoc/>
    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>Acks and commands not handed to the broker, because it was away or behind.</summary>
    public long Unsent => Interlocked.Read(ref _unsent);

    /// <inheritdoc/>
    public bool Connected => _client is { IsConnected: true };

    /// <inheritdoc/>
    public void Start() => _run = StayConnectedAsync(_stop.Token);

    /// <inheritdoc/>
    public void Publish(Topic topic, ReadOnlyMemory<byte> payload, bool retain)
    {
        try
        {
            if (_client is { } client) client.Publish(topic.ToString(), payload.Span, retain);
            else Interlocked.Increment(ref _unsent);
        }
        catch (MosquittoException)
        {
            Interlocked.Increment(ref _unsent); // the loop below says why; the device asks again
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _run;
        _messages.Writer.TryComplete();
    }

    private async Task StayConnectedAsync(CancellationToken stop)
    {
        for (var failures = 0; !stop.IsCancellationRequested;)
        {
            var lost = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await using var client = await ConnectAsync(lost, stop);
                _client = client;
                failures = 0;
                log.IntakeConnected(endpoint);
                throw new MosquittoException(await lost.Task.WaitAsync(stop));
            }
            catch (MosquittoException e)
            {
                failures++;
                log.IntakeNotConnected(e.Message, Retry.After(failures));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            finally
            {
                _client = null;
            }

            // a stop ends the pause, and then the loop
            await Task.Delay(Retry.After(failures), time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<MosquittoClient> ConnectAsync(
        TaskCompletionSource<string> lost, CancellationToken stop)
    {
        var options = new MosquittoOptions
        {
            Host = endpoint.Host,
            Port = endpoint.Port,
            ClientId = endpoint.User,
            User = endpoint.User,
            Password = endpoint.Password,
            Time = time,
            MostOutgoing = MostWaiting,
        };
        var handlers = new MosquittoHandlers
        {
            Received = Hear, Lost = why => lost.TrySetResult(why), NotTaken = log.IntakeNotTaken,
        };
        var client = await MosquittoClient.ConnectAsync(options, handlers, stop);
        try
        {
            string[] filters = [Topic.Filter(TopicKind.Journal), Topic.Filter(TopicKind.Status)];
            await client.SubscribeAsync(filters, stop);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private void Hear(MosquittoMessage message)
    {
        var heard = new IntakeMessage(message.Topic, message.Payload, message.Retain, time.GetUtcNow());
        if (_messages.Writer.TryWrite(heard)) return;
        var count = Interlocked.Increment(ref _overflow);
        if (BitOperations.IsPow2(count)) log.IntakeOverflow(count);
    }
}
