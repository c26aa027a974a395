using System.Buffers;
using System.Buffers.Text;
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
    /// <summary>ECDSA P-256 with SHA-256, signature as r and s of 32 bytes each (RFC 7518, section
    /// 3.4).</summary>
    public const string Algorithm = "ES256";

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
        Alg = Algorithm,
        Sig = Base64Url.EncodeToString(key.SignData(Input(header, lastLine), HashAlgorithmName.SHA256)),
    };

    /// <summary>True when the signature fits.</summary>
    public static bool Verify(BatchHeader header, Digest lastLine, ECDsa publicKey)
    {
        Span<byte> signature = stackalloc byte[64];
        return header.Sig.Length == 86
            && Base64Url.DecodeFromChars(header.Sig, signature, out _, out var size) == OperationStatus.Done
            && size == signature.Length
            && Base64Url.EncodeToString(signature) == header.Sig // one text for one signature
            && publicKey.VerifyData(Input(header, lastLine), signature, HashAlgorithmName.SHA256);
    }

    /// <summary>The text form of a public key as "opened" carries it.</summary>
    public static string WriteKey(ECDsa key) => Base64Url.EncodeToString(key.ExportSubjectPublicKeyInfo());

    /// <summary>Reads a public key; null where the text is no P-256 key. The caller disposes it.</summary>
    public static ECDsa? TryReadKey(string text)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Base64Url.DecodeFromChars(text), out _);
            if (key.KeySize == 256) return key;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            // falls through: not a key
        }

        key.Dispose();
        return null;
    }

    /// <summary>What a registry pins: base64url SHA-256 of the key's SubjectPublicKeyInfo.</summary>
    public static Digest Fingerprint(ECDsa key) => Digest.Of(key.ExportSubjectPublicKeyInfo());
}
