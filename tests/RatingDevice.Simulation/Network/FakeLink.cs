using System.Threading.Channels;
using RatingDevice.Firmware.Link;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Network;

/// <summary>A device's link over fake brokers.</summary>
/// <param name="brokers">Which broker stands behind an address; null where nobody answers.</param>
internal sealed class FakeLink(
    Func<BrokerAddress, FakeBroker?> brokers, TimeProvider time, int capacity = FakeLink.DefaultCapacity)
    : ILink
{
    public const int DefaultCapacity = 256;

    private readonly Channel<LinkEvent> _events = Channel.CreateBounded<LinkEvent>(capacity + 1);
    private FakeConnection? _connection;

    public FakeLink(FakeBroker broker, TimeProvider time) : this(_ => broker, time)
    {
    }

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public ChannelReader<LinkEvent> Events => _events.Reader;

    public long Overflow { get; private set; }

    public async Task ConnectAsync(BrokerAddress address, LinkLogin login, CancellationToken stop)
    {
        Drop();
        var client = login.Device.ToString();
        var broker = brokers(address);
        if (broker is null || broker.Wire.Unreachable(client))
        {
            await Task.Delay(ConnectTimeout, time, stop);
            throw new LinkException($"{address}: no answer within {ConnectTimeout.TotalSeconds:0.#} s");
        }

        var trip = broker.Wire.Delay(new FakeHop(client, ToBroker: true, ""));
        if (trip > TimeSpan.Zero) await Task.Delay(trip, time, stop);
        var lost = 0;
        FakeConnection? mine = null;
        mine = broker.Connect(Offer(login, Hear, why => Lose(why)), out var refusal);
        _connection = mine ?? throw new LinkException($"{address}: {refusal}");
        if (lost > 0) throw new LinkException($"{address}: connection lost");

        void Lose(string why)
        {
            lost++;
            if (_connection is null || _connection != mine) return;
            _connection = null;
            _events.Writer.TryWrite(new LinkLost(why));
        }
    }

    public Task PublishAsync(Topic topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken stop)
    {
        if (_connection is null) throw new LinkException("not connected");
        _connection.Publish(topic.ToString(), payload, retain);
        return Task.CompletedTask;
    }

    public Task DisconnectAsync(CancellationToken stop)
    {
        var connection = _connection;
        _connection = null;
        connection?.Close();
        return Task.CompletedTask;
    }

    /// <summary>
    /// A process that stops with a connection open: the broker sees it cut, and sends the will.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        Drop();
        _events.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private static FakeLogin Offer(LinkLogin login, Action<FakeMessage> heard, Action<string> lost)
    {
        string On(TopicKind kind) => new Topic(login.Outlet, login.Device, kind).ToString();
        return new FakeLogin(
            login.Device.ToString(),
            login.Password,
            new FakeMessage(On(TopicKind.Status), login.Will, Retained: true),
            [On(TopicKind.Ack), On(TopicKind.Command), On(TopicKind.Config)],
            heard,
            lost);
    }

    // One slot more than messages may take is kept free for the news that the connection is gone.
    private void Hear(FakeMessage message)
    {
        if (!Topic.TryParse(message.Topic, out var topic)) return;
        if (_events.Reader.Count >= capacity) Overflow++;
        else _events.Writer.TryWrite(new LinkMessage(topic, message.Payload));
    }

    private void Drop()
    {
        var connection = _connection;
        _connection = null;
        connection?.Abandon();
    }
}
