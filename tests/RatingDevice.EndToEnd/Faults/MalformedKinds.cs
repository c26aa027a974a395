using System.Text;
using RatingDevice.Wire;
using static RatingDevice.Wire.RefusalReason;

namespace RatingDevice.EndToEnd.Faults;

/// <summary>One payload that must be refused.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Topic">Where it is sent.</param>
/// <param name="Payload">What is sent.</param>
/// <param name="Reason">Why it is refused.</param>
internal sealed record Malformed(string Name, string Topic, byte[] Payload, RefusalReason Reason);

/// <summary>Every reason a payload is quarantined for, some of them by more than one mistake.</summary>
internal static class MalformedKinds
{
    /// <summary>The device whose name is used; nobody runs it.</summary>
    public const string Device = "d-9";

    /// <summary>A device with a key the registry pins; nobody runs it either.</summary>
    public const string Pinned = "d-8";

    /// <summary>All of them.</summary>
    /// <param name="held">The writer of a journal that the collector holds, of <see cref="Device"/>.</param>
    /// <param name="heldLine">Its first line.</param>
    /// <param name="otherJournal">A journal of another device that the collector holds.</param>
    /// <param name="otherLine">Its second line.</param>
    public static IEnumerable<Malformed> All(
        Forger held, byte[] heldLine, string otherJournal, byte[] otherLine)
    {
        using var forger = new Forger(Device);
        var well = forger.Sign([forger.Opened()]);
        yield return Here("nothing", [], Empty);
        yield return Here("too much", [.. well, .. new byte[Limits.BatchBytes]], TooLarge);
        yield return new("a topic with capitals", "rating/v1/O-1/D-9/journal", well, BadTopic);
        yield return new("another outlet", "rating/v1/o-2/d-9/journal", well, WrongOutlet);
        foreach (var kind in Headers(forger)) yield return kind;
        foreach (var kind in Lines(forger)) yield return kind;
        foreach (var kind in Identities(forger, otherJournal, otherLine)) yield return kind;
        yield return Here("a second truth", held.Sign([Changed(heldLine, "\"forged\"", "\"forgot\"")]), Fork);
    }

    private static IEnumerable<Malformed> Headers(Forger forger)
    {
        var line = forger.Opened();
        var well = forger.Sign([line]);
        var mismatch = forger.Sign([line], h => h with { Device = DeviceId.Parse("d-1") });
        yield return Here("no JSON", Forger.Text("hello\nworld\n"), BadHeader);
        yield return Here("no line feed", well[..60], BadHeader);
        yield return Here("no UTF-8", [0xff, 0xfe, 0x00, (byte)'\n', .. line, (byte)'\n'], BadHeader);
        yield return Here("a field twice", Changed(well, "{\"v\":1", "{\"v\":1,\"v\":1"), BadHeader);
        yield return Here("a later version", forger.Sign([line], h => h with { V = 2 }), UnsupportedVersion);
        yield return Here("no algorithm", forger.Sign([line], after: h => h with { Alg = "none" }),
            UnsupportedAlgorithm);
        yield return Here("another's name", mismatch, DeviceMismatch);
    }

    private static IEnumerable<Malformed> Lines(Forger forger)
    {
        var one = forger.Opened();
        var two = Forger.Next(one, 2);
        var wide = Forger.Next(one, 2, new string('x', 5000));
        yield return Here("too few lines", forger.Sign([one, two], h => h with { Count = 3 }), BadCount);
        yield return Here("half a line", [.. forger.Sign([one, two]), (byte)'{'], BadCount);
        yield return Here("a long line", forger.Sign([one, wide]), LineTooLong);
        yield return Here("a line of nothing", forger.Sign([one, Forger.Text("{}")]), BadLine);
        yield return Here("a line too deep", forger.Sign([one, Forger.Text(new string('[', 900))]), BadLine);
        yield return Here("a number left out", forger.Sign([one, Forger.Next(one, 3)]), NotConsecutive);
        yield return Here("a broken chain", forger.Sign([one, Forger.Next(two, 2)]), ChainBroken);
        yield return Here("no opening", forger.Sign([Forger.Next(one, 1)]), BadOpening);
    }

    private static IEnumerable<Malformed> Identities(Forger forger, string otherJournal, byte[] otherLine)
    {
        var line = forger.Opened();
        using var stranger = new Forger("d-77");
        using var pinned = new Forger(Pinned);
        using var thief = new Forger(Device) { Journal = JournalId.Parse(otherJournal) };
        using var other = new Forger(Device) { Journal = forger.Journal };
        yield return new("nobody's device", At("d-77"), stranger.Sign([stranger.Opened()]), UnknownDevice);
        yield return new("not the pinned key", At(Pinned), pinned.Sign([pinned.Opened()]), KeyMismatch);
        yield return Here("another's journal",
            thief.Sign([otherLine], h => h with { First = 2 }), JournalTaken);
        yield return Here("changed after signing",
            forger.Sign([line], after: h => h with { Up = TimeSpan.FromDays(9) }), BadSignature);
        yield return Here("signed with another key", other.Sign([line]), BadSignature);
    }

    private static Malformed Here(string name, byte[] payload, RefusalReason reason) =>
        new(name, At(Device), payload, reason);

    private static string At(string device) => $"rating/v1/o-1/{device}/journal";

    private static byte[] Changed(byte[] line, string from, string to) =>
        Forger.Text(Encoding.UTF8.GetString(line).Replace(from, to, StringComparison.Ordinal));
}
