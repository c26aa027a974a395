using System.Text;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

/// <summary>
/// For every reason of the closed list a message that provokes it: device d-1 has sent lines 1 to 3 and has
/// written more since.
/// </summary>
internal static class RefusalCases
{
    /// <summary>Builds the message of a reason.</summary>
    public static IntakeMessage Provoke(RefusalReason reason, JournalScript d1) => reason switch
    {
        RefusalReason.TooLarge => d1.Message([.. d1.Batch(4, 1), .. new byte[Limits.BatchBytes]]),
        RefusalReason.Empty => d1.Message([]),
        RefusalReason.BadTopic => d1.Message(d1.Batch(4, 1)) with { Topic = "rating/v2/o-1/d-1/journal" },
        RefusalReason.BadHeader => d1.Message("not json\n"u8.ToArray()),
        RefusalReason.UnsupportedVersion => d1.Message(Resent(d1, h => h with { V = 2 })),
        RefusalReason.UnsupportedAlgorithm => d1.Message(Resent(d1, h => h with { Alg = "none" }, false)),
        RefusalReason.DeviceMismatch =>
            d1.Message(d1.Batch(4, 1)) with { Topic = "rating/v1/o-1/d-2/journal" },
        RefusalReason.UnknownDevice => Stranger("d-77", "o-1"),
        RefusalReason.WrongOutlet => Stranger("d-2", "o-2"),
        RefusalReason.BadCount => d1.Message(d1.Batch(4, 2)[..^1]),
        RefusalReason.LineTooLong => Line(d1, Padded(d1, Limits.LineBytes + 1)),
        RefusalReason.BadLine => Line(d1, "{\"kind\":\"rated\"}"u8.ToArray()),
        RefusalReason.NotConsecutive => Line(d1, d1.Line(5)),
        RefusalReason.Gap => d1.Message(d1.Batch(5, 1)),
        RefusalReason.Fork => Fork(d1),
        RefusalReason.BadOpening => Reopened(d1),
        RefusalReason.ChainBroken => Line(d1, Replaced(d1.Line(4), d1.HashOf(3), d1.HashOf(2))),
        RefusalReason.KeyMismatch => d1.Message(d1.Batch(4, 1)), // the registry now pins another key
        RefusalReason.JournalTaken => Copied(d1),
        RefusalReason.BadSignature => d1.Message(Resent(d1, h => h with { Up = h.Up * 2 }, false)),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no case for this reason"),
    };

    /// <summary>The registry under which the case is judged.</summary>
    public static BranchRegistry Registry(RefusalReason reason) => reason == RefusalReason.KeyMismatch
        ? TestBranch.With(Digest.Of("another key"u8))
        : TestBranch.Registry;

    private static byte[] Resent(JournalScript d1, Func<BatchHeader, BatchHeader> change, bool sign = true)
    {
        var good = BatchSignature.Sign(d1.Header(4, 1), d1.HashOf(4), d1.Key);
        var header = change(good);
        return Batch.Write(sign ? BatchSignature.Sign(header, d1.HashOf(4), d1.Key) : header, d1.Lines(4, 1));
    }

    /// <summary>A batch of one line n 4, signed over exactly the bytes given.</summary>
    private static IntakeMessage Line(JournalScript d1, byte[] line) => d1.Message(Batch.Write(
        BatchSignature.Sign(d1.Header(4, 1), Digest.Of(line), d1.Key), [.. line, (byte)'\n']));

    private static byte[] Padded(JournalScript d1, int length)
    {
        var line = d1.Line(4);
        return [.. line[..^1], .. Encoding.ASCII.GetBytes(new string(' ', length - line.Length)), (byte)'}'];
    }

    private static byte[] Replaced(byte[] line, Digest old, Digest other) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(line).Replace(old.ToString(), other.ToString(), StringComparison.Ordinal));

    private static IntakeMessage Stranger(string device, string outlet)
    {
        using var script = new JournalScript(device, outlet);
        return script.Message(script.BatchFrom(1));
    }

    /// <summary>A rolled-back journal that went on differently: same key, same n, other bytes.</summary>
    private static IntakeMessage Fork(JournalScript d1)
    {
        var other = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(d1.Line(3)).Replace("1001", "1002", StringComparison.Ordinal));
        return d1.Message(Batch.Write(
            BatchSignature.Sign(d1.Header(3, 1), Digest.Of(other), d1.Key), [.. other, (byte)'\n']));
    }

    private static IntakeMessage Reopened(JournalScript d1)
    {
        var opened = WireText.Write(new Opened
        {
            N = 4, P = d1.HashOf(3), At = d1.At, Boot = d1.Boot, Up = d1.Up, Clock = d1.Clock,
            Journal = d1.Journal, Device = d1.Device, Key = d1.PublicKey, Firmware = "0.1.0",
        });
        return Line(d1, opened);
    }

    /// <summary>d-2 carries on d-1's journal: a copied card.</summary>
    private static IntakeMessage Copied(JournalScript d1)
    {
        var header = d1.Header(4, 1) with { Device = DeviceId.Parse("d-2") };
        var payload = Batch.Write(BatchSignature.Sign(header, d1.HashOf(4), d1.Key), d1.Lines(4, 1));
        return d1.Message(payload) with { Topic = "rating/v1/o-1/d-2/journal" };
    }
}
