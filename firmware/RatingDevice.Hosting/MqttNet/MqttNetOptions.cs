namespace RatingDevice.Hosting.MqttNet;

/// <summary>Where to connect, as whom, and every limit.</summary>
public sealed record MqttNetOptions
{
    /// <summary>Name or address of the broker.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Client id and user name; a second connection with the same one ends the first.</summary>
    public required string User { get; init; }

    /// <summary>Clock for the time-outs here; MQTTnet's keep-alive runs on its own.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Null for none.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// Published and kept by the broker when the connection ends without a goodbye; null for none.
    /// </summary>
    public (string Topic, ReadOnlyMemory<byte> Payload)? Will { get; init; }

    /// <summary>A dead connection is noticed after at most one and a half of it.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From the first packet to the broker's yes.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest packet taken, in bytes; the broker is told and drops what is larger.</summary>
    public int MostPacketBytes { get; init; } = 128 * 1024;

    /// <summary>Messages the broker may have under way to here.</summary>
    public int MostIncoming { get; init; } = 100;

    /// <summary>Own messages not yet taken by the broker; one more is refused with an exception.</summary>
    public int MostOutgoing { get; init; } = 1000;

    /// <summary>Without the password: texts end in logs.</summary>
    public override string ToString() => $"{User} at {Host}:{Port}";
}

/// <summary>
/// What a client calls, one call after another, and none after its disposal. A handler hands over and
/// returns: while it runs, nothing is received.
/// </summary>
public sealed record MqttNetHandlers
{
    /// <summary>A message came: topic, payload, and whether the broker had kept it.</summary>
    public required Action<string, ReadOnlyMemory<byte>, bool> Received { get; init; }

    /// <summary>
    /// The connection is gone, with the reason; called once at most, and not when it was ended here.
    /// </summary>
    public required Action<string> Lost { get; init; }

    /// <summary>The broker did not take a message of ours; the reason.</summary>
    public Action<string> NotTaken { get; init; } = _ => { };
}

/// <summary>MQTT did not go as asked; the message says at which broker and why.</summary>
public sealed class MqttNetException(string message, Exception? inner = null) : Exception(message, inner);
