using System.Numerics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Link;

/// <summary>
/// Reads what the collector says. Nothing that comes in can stop the link: what is wrong is counted.
/// </summary>
internal sealed class LinkInbox(
    ChannelWriter<Command> commands, ILogger log, Func<ReadOnlyMemory<byte>, string?> config)
{
    /// <summary>Messages that were no ack and no command of this version.</summary>
    public long Ignored { get; private set; }

    /// <summary>
    /// Commands dropped because the counter was behind; their sender sees no effect and may repeat.
    /// </summary>
    public long Dropped { get; private set; }

    /// <summary>
    /// The ack in a message, for this journal; null for anything else. Commands are handed on.
    /// </summary>
    public Ack? Read(LinkMessage message, JournalId journal)
    {
        var most = message.Topic.Kind == TopicKind.Config ? Limits.ConfigBytes : Limits.MessageBytes;
        if (message.Payload.Length > most)
        {
            Ignore(message, $"{message.Payload.Length} bytes are more than {most}");
            return null;
        }

        switch (message.Topic.Kind)
        {
            case TopicKind.Ack: return ReadAck(message, journal);
            case TopicKind.Command: HandOn(message); break;
            case TopicKind.Config:
                if (config(message.Payload) is { } wrong) Ignore(message, wrong);
                break;
            default: Ignore(message, "this topic carries nothing for a device"); break;
        }

        return null;
    }

    private Ack? ReadAck(LinkMessage message, JournalId journal)
    {
        if (!WireText.TryReadAck(message.Payload.Span, out var ack, out var error)) Ignore(message, error);
        else if (ack.V != Limits.Version) Ignore(message, $"version {ack.V} is not spoken here");
        else if (ack.Journal != journal) Ignore(message, $"journal {ack.Journal} is not this one");
        else return ack;
        return null;
    }

    private void HandOn(LinkMessage message)
    {
        if (!WireText.TryReadCommand(message.Payload.Span, out var command, out var error))
        {
            Ignore(message, error);
        }
        else if (command.V != Limits.Version)
        {
            Ignore(message, $"version {command.V} is not spoken here");
        }
        else if (!commands.TryWrite(command))
        {
            Dropped++;
            if (BitOperations.IsPow2(Dropped)) log.Overflowed(Dropped, "commands");
        }
    }

    // A flood must not fill the log: the 1st, 2nd, 4th, 8th … is written.
    private void Ignore(LinkMessage message, string error)
    {
        Ignored++;
        if (BitOperations.IsPow2(Ignored)) log.Ignored(message.Topic.ToString(), error, Ignored);
    }
}
