namespace RatingDevice.Mosquitto;

/// <summary>Where to connect, as whom, and every limit.</summary>
public sealed record MosquittoOptions
{
    /// <summary>
    /// Name or address of the broker. A name with several addresses is tried address by address.
    /// </summary>
    public required string Host { get; init; }

    /// <summary>TCP port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Client id; a second connection with the same one ends the first.</summary>
    public required string ClientId { get; init; }

    /// <summary>
    /// Clock for <see cref="ConnectTimeout"/>; packets and keep-alive run on libmosquitto's own.
    /// </summary>
    public required TimeProvider Time { get; init; }

    /// <summary>User name; null for none.</summary>
    public string? User { get; init; }

    /// <summary>Password; null for none.</summary>
    public string? Password { get; init; }

    /// <summary>Published by the broker when the connection ends without a goodbye; null for none.</summary>
    public MosquittoMessage? Will { get; init; }

    /// <summary>
    /// Whole seconds, 5 to 65535. A dead connection is noticed after at most one and a half of it by the
    /// broker, two of it here.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From the first packet to the broker's yes, for each address of the host.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest packet taken, in bytes; the broker is told and drops what is larger.</summary>
    public int MostPacketBytes { get; init; } = 128 * 1024;

    /// <summary>Messages the broker may have under way to here, 1 to 65535.</summary>
    public int MostIncoming { get; init; } = 100;

    /// <summary>
    /// Own messages not yet taken by the broker, 1 to 65535; one more is refused with an exception.
    /// </summary>
    public int MostOutgoing { get; init; } = 1000;

    /// <summary>Without the password: texts end in logs.</summary>
    public override string ToString() => $"{ClientId} at {Host}:{Port}";
}
