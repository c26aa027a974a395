using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RatingDevice.Wire;

/// <summary>
/// ECDSA on P-256 over the digest of a batch's last line, and over the header's own claims with it: the
/// sending time places entries of an unsynced boot, so it must be as hard to forge as the lines.
/// </summary>
public static class BatchSignature
{
    /// <summary>The bytes that are signed: ten lines of ASCII, see WIRE.md.</summary>
    public static byte[] Input(BatchHeader header, Digest lastLine) =>
        Encoding.ASCII.GetBytes(string.Join('\n',
        "rating/v1/batch",
        header.Journal,
        header.Device,
        header.First.ToString(CultureInfo.InvariantCulture),
        header.Count.ToString(CultureInfo.InvariantCulture),
        header.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        header.Boot,
        ((long)header.Up.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
        header.Clock == ClockQuality.Synced ? "synced" : "unsynced",
        lastLine));

    /// <summary>The header with its signature.</summary>
    public static BatchHeader Sign(BatchHeader header, Digest lastLine, ECDsa key) => header with
    {
        Alg = Es256.Algorithm,
        Sig = Es256.Sign(Input(header, lastLine), key),
    };

    /// <summary>True when the signature fits.</summary>
    public static bool Verify(BatchHeader header, Digest lastLine, ECDsa publicKey) =>
        Es256.Verify(Input(header, lastLine), header.Sig, publicKey);
}
