using System.Security.Cryptography;
using System.Text;
using RatingDevice.Wire;

namespace RatingDevice.EndToEnd.Faults;

/// <summary>Writes batches as a device would, and lets each part be made wrong before it is signed.</summary>
/// <param name="device">Whose name it uses.</param>
internal sealed class Forger(string device) : IDisposable
{
    private static readonly BootId Boot = BootId.Parse(new string('b', 32));

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public JournalId Journal { get; init; } = JournalId.Parse($"forged-{Guid.NewGuid():N}"[..32]);

    /// <summary>Line 1.</summary>
    public byte[] Opened() => WireText.Write(new Opened
    {
        N = 1, P = Digest.Zero, At = DateTimeOffset.UtcNow, Boot = Boot, Up = TimeSpan.FromSeconds(1),
        Clock = ClockQuality.Synced, Journal = Journal, Device = DeviceId.Parse(device),
        Key = Es256.WriteKey(Key), Firmware = "forged",
    });

    /// <summary>A line after another.</summary>
    public static byte[] Next(byte[] before, long n, string firmware = "forged") => WireText.Write(new Boot
    {
        N = n, P = Digest.Of(before), At = DateTimeOffset.UtcNow, Boot = Boot, Up = TimeSpan.FromSeconds(2),
        Clock = ClockQuality.Synced, Firmware = firmware,
    });

    /// <summary>A payload of these lines, signed.</summary>
    /// <param name="lines">Without line feeds.</param>
    /// <param name="change">Makes the header wrong before it is signed.</param>
    /// <param name="after">Makes the header wrong after it was signed.</param>
    public byte[] Sign(
        byte[][] lines, Func<BatchHeader, BatchHeader>? change = null,
        Func<BatchHeader, BatchHeader>? after = null)
    {
        var header = new BatchHeader
        {
            V = Limits.Version, Journal = Journal, Device = DeviceId.Parse(device),
            First = 1, Count = lines.Length, At = DateTimeOffset.UtcNow, Boot = Boot,
            Up = TimeSpan.FromSeconds(3), Clock = ClockQuality.Synced, Alg = "", Sig = "",
        };
        header = BatchSignature.Sign(change?.Invoke(header) ?? header, Digest.Of(lines[^1]), Key);
        return Batch.Write(after?.Invoke(header) ?? header, Joined(lines));
    }

    public void Dispose() => Key.Dispose();

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Joined(byte[][] lines) =>
        [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
}
