using System.Threading.Channels;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Link;

/// <summary>A broker's address.</summary>
internal readonly record struct BrokerAddress(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>Something the link heard.</summary>
internal abstract record LinkEvent;

/// <summary>A message on one of the device's own topics.</summary>
internal sealed record LinkMessage(Topic Topic, ReadOnlyMemory<byte> Payload) : LinkEvent;

/// <summary>The connection is gone; the next <see cref="ILink.ConnectAsync"/> may be tried.</summary>
internal sealed record LinkLost(string Why) : LinkEvent;

/// <summary>The link failed; the message says which broker and why. Nothing is lost: the journal has
/// it.</summary>
internal sealed class LinkException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// MQTT as the device needs it: one connection at a time, clean session, QoS 1. The broker's own
/// acknowledgement
/// means nothing here; durability comes from the collector's ack. Adapter: Mosquitto.
/// </summary>
internal interface ILink : IAsyncDisposable
{
    /// <summary>What was heard, in order. Bounded; overflow drops the newest and counts it: everything is
    /// re-sent.</summary>
    ChannelReader<LinkEvent> Events { get; }

    /// <summary>Events lost because nobody read them in time.</summary>
    long Overflow { get; }

    /// <summary>
    /// Connects with a last will, subscribes the device's ack, command and config topics, and returns when
    /// all are granted. A connection that was open is closed first.
    /// </summary>
    /// <exception cref="LinkException">Refused, unreachable or timed out.</exception>
    Task ConnectAsync(BrokerAddress broker, LinkLogin login, CancellationToken stop);

    /// <summary>Hands a message to the connection.</summary>
    /// <exception cref="LinkException">Not connected.</exception>
    Task PublishAsync(Topic topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken stop);

    /// <summary>Says goodbye in good order: the will is not sent.</summary>
    Task DisconnectAsync(CancellationToken stop);
}

/// <summary>Who connects, and what the broker says when it vanishes.</summary>
/// <param name="Outlet">Of the topics.</param>
/// <param name="Device">Client id, user name and part of the topics.</param>
/// <param name="Password">Null on a broker that asks for none.</param>
/// <param name="Will">Payload of the retained last will on the status topic.</param>
internal sealed record LinkLogin(
    OutletId Outlet, DeviceId Device, string? Password, ReadOnlyMemory<byte> Will)
{
    /// <summary>Without the password: texts end in logs.</summary>
    public override string ToString() => $"{Outlet}/{Device}";
}
