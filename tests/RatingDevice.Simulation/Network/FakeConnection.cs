namespace RatingDevice.Simulation.Network;

/// <summary>A message as a client hears it.</summary>
internal sealed record FakeMessage(string Topic, ReadOnlyMemory<byte> Payload, bool Retained);

/// <summary>What a client brings to the broker.</summary>
/// <param name="Client">Client id and user name.</param>
/// <param name="Password">Checked where the broker has passwords.</param>
/// <param name="Will">Published, retained, when the connection ends without a goodbye; null for none.</param>
/// <param name="Filters">Topic filters, with + for one level.</param>
/// <param name="Heard">Called for each message, in order.</param>
/// <param name="Lost">Called once when the connection ends without the client having asked.</param>
internal sealed record FakeLogin(
    string Client,
    string? Password,
    FakeMessage? Will,
    IReadOnlyList<string> Filters,
    Action<FakeMessage> Heard,
    Action<string> Lost);

/// <summary>One client's connection; made by <see cref="FakeBroker.Connect"/>.</summary>
internal sealed class FakeConnection(FakeBroker broker, FakeLogin login, TimeProvider time)
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private ITimer? _expiry;

    public FakeLogin Login => login;

    public bool Open { get; private set; } = true;

    internal FakePipe ToBroker { get; } = new(time);

    internal FakePipe ToClient { get; } = new(time);

    /// <summary>Sends; a connection that is cut but not yet noticed swallows it.</summary>
    public void Publish(string topic, ReadOnlyMemory<byte> payload, bool retain) =>
        broker.Carry(this, new FakeMessage(topic, payload.ToArray(), retain));

    /// <summary>
    /// Goodbye: the will is forgotten, what was sent before still arrives. A goodbye that does not get
    /// through leaves the broker waiting until the keep-alive, and then the will goes out.
    /// </summary>
    public void Close()
    {
        if (!Open) return;
        Open = false;
        ToClient.Close();
        if (ToBroker.Stalled) return;
        _expiry?.Dispose();
        broker.Forget(this);
    }

    /// <summary>The client's process is gone: the broker sees the connection break.</summary>
    public void Abandon()
    {
        if (!Open) return;
        Open = false;
        _expiry?.Dispose();
        ToBroker.Close();
        ToClient.Close();
        broker.Drop(this, "connection lost");
    }

    /// <summary>Nothing passes in these directions; after the keep-alive both ends give up.</summary>
    internal void Stall(bool toBroker, bool toClient, TimeSpan keepAlive)
    {
        ToBroker.Stalled = toBroker;
        ToClient.Stalled = toClient;
        _expiry?.Dispose();
        _expiry = toBroker || toClient
            ? time.CreateTimer(_ => broker.Drop(this, "no answer to a ping"), null, keepAlive, Never)
            : null;
    }

    /// <summary>The end that nobody asked for.</summary>
    internal void End(string why)
    {
        if (!Open) return;
        Open = false;
        _expiry?.Dispose();
        ToBroker.Close();
        ToClient.Close();
        login.Lost(why);
    }
}
