using System.Security.Cryptography;
using RatingDevice.Collector.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Link;

/// <summary>
/// The least a collector does: checks chain and signature, takes what follows, acknowledges what it has. Told
/// to, it says something else, or nothing.
/// </summary>
internal sealed class AckingCollector(ECDsa key)
{
    private readonly List<Digest> _hashes = [Digest.Zero];

    /// <summary>First and last number of each batch that came, also of those not taken.</summary>
    public List<(long First, long Last)> Batches { get; } = [];

    public List<Status> Statuses { get; } = [];

    /// <summary>Bytes of the largest payload.</summary>
    public int Largest { get; private set; }

    public long Head => _hashes.Count - 1;

    /// <summary>False: silent.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>A reason with which every batch is refused; null to take them.</summary>
    public RefusalReason? Refuse { get; set; }

    /// <summary>Its disk was replaced by an old copy.</summary>
    public void Forget(long after) => _hashes.RemoveRange((int)after + 1, _hashes.Count - (int)after - 1);

    /// <summary>The line it holds is another one.</summary>
    public void Corrupt() => _hashes[^1] = Digest.Of("something else"u8);

    /// <summary>Hears all that has come, and answers it.</summary>
    public void Serve(IIntake intake)
    {
        while (intake.Messages.TryRead(out var message))
        {
            Assert.True(Topic.TryParse(message.Topic, out var topic));
            if (topic.Kind == TopicKind.Journal) Take(intake, message.Payload, topic);
            else Statuses.Add(Read(message.Payload));
        }
    }

    private static Status Read(ReadOnlyMemory<byte> payload)
    {
        Assert.True(WireText.TryReadStatus(payload.Span, out var status, out var error), error);
        return status;
    }

    private void Take(IIntake intake, ReadOnlyMemory<byte> rest, Topic topic)
    {
        Largest = Math.Max(Largest, rest.Length);
        Assert.True(Batch.TryTakeLine(ref rest, out var head));
        Assert.True(WireText.TryReadHeader(head.Span, out var header, out var error), error);
        Batches.Add((header.First, header.First + header.Count - 1));
        var last = TakeLines(header, rest);
        Assert.True(BatchSignature.Verify(header, last, key), "the signature fits");
        if (!Answers) return;
        var ack = new Ack
        {
            V = Limits.Version,
            Journal = header.Journal,
            N = Head,
            Hash = _hashes[^1],
            At = header.At,
            Refused = Refuse,
        };
        intake.Publish(topic with { Kind = TopicKind.Ack }, WireText.Write(ack), retain: false);
    }

    private Digest TakeLines(BatchHeader header, ReadOnlyMemory<byte> rest)
    {
        var last = Digest.Zero;
        for (var n = header.First; Batch.TryTakeLine(ref rest, out var line); n++)
        {
            last = Digest.Of(line.Span);
            if (Refuse is null && n == Head + 1) _hashes.Add(last);
        }

        return last;
    }
}
