using System.Collections.Concurrent;
using System.Net;

namespace RatingDevice.Mosquitto;

/// <summary>
/// One connection to an MQTT 5 broker over libmosquitto: clean start, session expiry 0, QoS 1. It does not
/// reconnect; a lost one is disposed and another made, so nothing of an old connection reaches the new one.
/// Safe for any number of threads.
/// </summary>
/// <remarks>
/// The loop runs on a thread of this class rather than on mosquitto_loop_start's: that one reconnects on its
/// own, ends without a word when its socket number is 1024 or more, and cannot be joined while a TCP connect
/// hangs.
/// </remarks>
public sealed class MosquittoClient : IAsyncDisposable
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);

    private readonly MosquittoOptions _options;
    private readonly MosquittoHandlers _handlers;
    private readonly ClientLoop _loop;
    private readonly TaskCompletionSource _connected = NewPromise();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _subscribing = new();
    private readonly Lock _subscribe = new();
    private readonly Outgoing _outgoing;
    private string? _why;
    private volatile bool _ending;
    private volatile bool _over;

    private MosquittoClient(MosquittoOptions options, MosquittoHandlers handlers)
    {
        _options = options;
        _handlers = handlers;
        _outgoing = new Outgoing(options.MostOutgoing);
        _loop = new ClientLoop(options, this);
    }

    /// <summary>True from the broker's yes until the connection ends.</summary>
    public bool IsConnected => _connected.Task.IsCompletedSuccessfully && !_ending && !_over;

    /// <summary>Connects.</summary>
    /// <param name="options">Where and as whom.</param>
    /// <param name="handlers">What to call.</param>
    /// <param name="stop">Gives up at once; nothing of the attempt stays.</param>
    /// <exception cref="MosquittoException">No library, no such host, unreachable, refused, late.</exception>
    public static async Task<MosquittoClient> ConnectAsync(
        MosquittoOptions options, MosquittoHandlers handlers, CancellationToken stop)
    {
        MosquittoLibrary.Require();
        stop.ThrowIfCancellationRequested();
        MosquittoException? last = null;
        foreach (var address in await ResolveAsync(options, stop))
        {
            var client = new MosquittoClient(options, handlers);
            var handedOut = false;
            try
            {
                client._loop.Start(address.ToString());
                await client._connected.Task.WaitAsync(options.ConnectTimeout, options.Time, stop);
                handedOut = true;
                return client;
            }
            catch (MosquittoException e) when (!e.Refused)
            {
                last = e;
            }
            catch (TimeoutException)
            {
                last = new MosquittoException(
                    $"{Name(options)}: no answer within {options.ConnectTimeout.TotalSeconds:0.###} s");
            }
            finally
            {
                if (!handedOut) await client.DisposeAsync(); // a yes may still have come just after the time
            }
        }

        throw last ?? new MosquittoException($"{Name(options)}: this name has no address");
    }

    /// <summary>Subscribes at QoS 1; returns when the broker has granted each filter.</summary>
    /// <exception cref="MosquittoException">Refused, or the connection is gone.</exception>
    public async Task SubscribeAsync(IReadOnlyList<string> filters, CancellationToken stop)
    {
        foreach (var filter in filters)
        {
            var granted = NewPromise();
            lock (_subscribe)
            {
                Check(_loop.Subscribe(filter, out var id), filter);
                _subscribing[id] = granted;
            }

            if (!IsConnected) throw Gone();
            try
            {
                await granted.Task.WaitAsync(_options.ConnectTimeout, _options.Time, stop);
            }
            catch (TimeoutException)
            {
                throw new MosquittoException($"{Name(_options)}: no answer to the subscription of {filter}");
            }
        }
    }

    /// <summary>Queues a message for the broker, QoS 1. The payload is copied.</summary>
    /// <exception cref="MosquittoException">Not connected, or too many messages wait already.</exception>
    public void Publish(string topic, ReadOnlySpan<byte> payload, bool retain)
    {
        if (!IsConnected) throw Gone();
        if (!_outgoing.TryAdd())
        {
            throw new MosquittoException(
                $"{Name(_options)}: {_options.MostOutgoing} messages wait already; this one is not sent");
        }

        var code = _loop.Publish(topic, payload, retain);
        if (code != 0) _outgoing.Done();
        Check(code, topic);
    }

    /// <summary>
    /// Says goodbye: what was queued is sent first, and the will is not published. The broker's word on all
    /// of it is waited for: one that answers a message when nobody is there any more may find the connection
    /// broken before it reads the goodbye behind it, and publish the will.
    /// </summary>
    public async Task DisconnectAsync(CancellationToken stop)
    {
        _ending = true;
        try
        {
            await _outgoing.NoneAsync().WaitAsync(GoodbyeTimeout, _options.Time, stop);
        }
        catch (TimeoutException)
        {
            // the broker is slow or gone; the goodbye is sent all the same
        }

        _loop.Disconnect(reason: 0);
        try
        {
            await _loop.Ended.WaitAsync(GoodbyeTimeout, _options.Time, stop);
        }
        catch (TimeoutException)
        {
            // the broker does not read; it will find the connection closed and publish the will
        }

        await DisposeAsync();
    }

    /// <summary>
    /// Ends the connection as if the program had died: the will is published. Completes when no handler runs
    /// any more; so a handler may call it, but must not wait for it.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _ending = true;
        _loop.Stop();
        await _loop.Ended;
    }

    internal void HearConnected(int code, string? reason)
    {
        if (code == 0) _connected.TrySetResult();
        else _connected.TrySetException(Refusal(reason ?? "it does not speak MQTT 5"));
    }

    internal void HearDisconnected(string why) => _why ??= why;

    internal void HearSubscribed(int id, string? refusal)
    {
        TaskCompletionSource? waiting;
        lock (_subscribe) _subscribing.TryRemove(id, out waiting);
        if (refusal is null) waiting?.TrySetResult();
        else waiting?.TrySetException(Refusal($"subscription refused: {refusal}"));
    }

    internal void HearPublished(string? refusal)
    {
        _outgoing.Done();
        if (refusal is not null) _handlers.NotTaken(refusal);
    }

    internal void HearMessage(MosquittoMessage message)
    {
        if (!_ending) _handlers.Received(message);
    }

    internal void HearFailure(Exception e)
    {
        _why = $"a handler failed: {e.Message}";
        _loop.Stop();
    }

    /// <summary>The loop is over; called once, on its thread.</summary>
    internal void HearEnd(string why)
    {
        var wasUp = _connected.Task.IsCompletedSuccessfully;
        _over = true;
        _connected.TrySetException(new MosquittoException($"{Name(_options)}: {_why ?? why}"));
        foreach (var waiting in _subscribing.Values) waiting.TrySetException(Gone());
        _outgoing.End();
        if (!wasUp || _ending) return;
        try
        {
            _handlers.Lost(_why ?? why);
        }
        catch (Exception)
        {
            // the connection is over already, and on this thread nobody else could be told
        }
    }

    private static TaskCompletionSource NewPromise() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Name(MosquittoOptions options) => $"{options.Host}:{options.Port}";

    private static async Task<IPAddress[]> ResolveAsync(MosquittoOptions options, CancellationToken stop)
    {
        if (IPAddress.TryParse(options.Host, out var literal)) return [literal];
        try
        {
            return await Dns.GetHostAddressesAsync(options.Host, stop)
                .WaitAsync(options.ConnectTimeout, options.Time, stop);
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new MosquittoException($"{Name(options)}: the name is not found: {e.Message}", e);
        }
    }

    private MosquittoException Refusal(string reason) =>
        new($"{Name(_options)}: the broker refuses '{_options.User ?? _options.ClientId}': {reason}")
        {
            Refused = true,
        };

    private MosquittoException Gone() =>
        new($"{Name(_options)}: not connected{(_why is null ? "" : $": {_why}")}");

    private void Check(int code, string topic)
    {
        if (code == Native.ErrorNoConnection) throw Gone();
        if (code != 0) throw new MosquittoException($"{topic}: {MosquittoLibrary.ErrorText(code)}");
    }
}
