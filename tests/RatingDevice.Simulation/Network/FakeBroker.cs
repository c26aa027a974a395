namespace RatingDevice.Simulation.Network;

/// <summary>
/// An MQTT broker in memory, as strict as ours: clean sessions, nothing kept over a restart, one connection a
/// client id, devices on their own topics only. No threads: what is due happens in the caller or in a timer
/// of the handed-in clock.
/// </summary>
internal sealed class FakeBroker(TimeProvider time, FakeWire? wire = null)
{
    /// <summary>The user that may read and write every topic.</summary>
    public const string Collector = "collector";

    private readonly FakeWire _wire = wire ?? new FakeWire();
    private readonly Dictionary<string, FakeConnection> _open = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FakeMessage> _retained = new(StringComparer.Ordinal);

    /// <summary>False while the broker is down: connects are refused.</summary>
    public bool Running { get; private set; } = true;

    /// <summary>Passwords by user; null lets everybody in.</summary>
    public IReadOnlyDictionary<string, string>? Passwords { get; set; }

    /// <summary>How long a stalled connection lives, both ends.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(22.5);

    /// <summary>Messages taken from clients since the beginning.</summary>
    public long Carried { get; private set; }

    internal FakeWire Wire => _wire;

    /// <summary>The client ids connected now, in order.</summary>
    public IReadOnlyList<string> Clients => [.. _open.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Lets a client in, or says why not.</summary>
    public FakeConnection? Connect(FakeLogin login, out string refusal)
    {
        refusal = !Running ? "connection refused"
            : MayEnter(login) ? "" : $"the broker refuses '{login.Client}': Not authorized";
        if (refusal.Length > 0) return null;
        if (_open.TryGetValue(login.Client, out var old)) Drop(old, "session taken over");
        var connection = new FakeConnection(this, login, time);
        _open[login.Client] = connection;
        foreach (var message in _retained.Values) Deliver(connection, message with { Retained = true });
        return connection;
    }

    /// <summary>Publishes as nobody in particular: any topic, any bytes.</summary>
    public void Inject(string topic, ReadOnlyMemory<byte> payload, bool retain = false) =>
        Spread(new FakeMessage(topic, payload, retain));

    /// <summary>Cuts a client's connection; both ends notice, the will goes out.</summary>
    public void Cut(string client)
    {
        if (_open.TryGetValue(client, out var connection)) Drop(connection, "connection lost");
    }

    /// <summary>
    /// Half-open: packets stop silently in the given directions until set back or keep-alive ends it.
    /// </summary>
    public void Stall(string client, bool toBroker, bool toClient)
    {
        if (_open.TryGetValue(client, out var connection)) connection.Stall(toBroker, toClient, KeepAlive);
    }

    /// <summary>
    /// kill -9: connections, retained messages and whatever was under way are gone; no wills.
    /// </summary>
    public void Stop()
    {
        Running = false;
        _retained.Clear();
        var all = _open.Values.ToArray();
        _open.Clear();
        foreach (var connection in all.OrderBy(c => c.Login.Client, StringComparer.Ordinal))
            connection.End("connection lost");
    }

    /// <summary>Back, and empty.</summary>
    public void Start() => Running = true;

    internal void Carry(FakeConnection from, FakeMessage message)
    {
        var hop = new FakeHop(from.Login.Client, ToBroker: true, message.Topic);
        if (_wire.Lose(hop)) return;
        for (var copies = _wire.Repeat(hop) ? 2 : 1; copies > 0; copies--)
            from.ToBroker.Send(_wire.Delay(hop), () => Take(from, message));
    }

    internal void Drop(FakeConnection connection, string why)
    {
        if (!Remove(connection)) return;
        connection.End(why);
        if (connection.Login.Will is { } will) Spread(will);
    }

    internal void Forget(FakeConnection connection) => Remove(connection);

    // Under this client id there may be a newer connection, which must not go with the old one.
    private bool Remove(FakeConnection connection) =>
        _open.GetValueOrDefault(connection.Login.Client) == connection
        && _open.Remove(connection.Login.Client);

    private bool MayEnter(FakeLogin login) => Passwords is null
        || (login.Password is not null && Passwords.GetValueOrDefault(login.Client) == login.Password);

    private void Take(FakeConnection from, FakeMessage message)
    {
        Carried++;
        if (FakeTopics.MayWrite(from.Login.Client, message.Topic)) Spread(message);
    }

    private void Spread(FakeMessage message)
    {
        if (!Running) return;
        if (message.Retained && message.Payload.IsEmpty) _retained.Remove(message.Topic);
        else if (message.Retained) _retained[message.Topic] = message;
        foreach (var client in Clients)
        {
            if (_open.TryGetValue(client, out var to)) Deliver(to, message with { Retained = false });
        }
    }

    private void Deliver(FakeConnection to, FakeMessage message)
    {
        if (!to.Login.Filters.Any(f => FakeTopics.Matches(f, message.Topic))) return;
        if (!FakeTopics.MayRead(to.Login.Client, message.Topic)) return;
        var hop = new FakeHop(to.Login.Client, ToBroker: false, message.Topic);
        if (_wire.Lose(hop)) return;
        for (var copies = _wire.Repeat(hop) ? 2 : 1; copies > 0; copies--)
            to.ToClient.Send(_wire.Delay(hop), () => to.Login.Heard(message));
    }
}
