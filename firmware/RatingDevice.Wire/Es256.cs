using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace RatingDevice.Wire;

/// <summary>
/// ECDSA on P-256 with SHA-256, the signature as r and s of 32 bytes each (RFC 7518, section 3.4). Keys and
/// signatures are base64url without padding.
/// </summary>
public static class Es256
{
    /// <summary>The name in messages.</summary>
    public const string Algorithm = "ES256";

    private const int Size = 64, TextLength = 86;

    /// <summary>The signature of some bytes.</summary>
    public static string Sign(ReadOnlySpan<byte> input, ECDsa key) =>
        Base64Url.EncodeToString(key.SignData(input, HashAlgorithmName.SHA256));

    /// <summary>True when the signature fits.</summary>
    public static bool Verify(ReadOnlySpan<byte> input, string signature, ECDsa publicKey)
    {
        Span<byte> raw = stackalloc byte[Size];
        return signature.Length == TextLength
            && Base64Url.DecodeFromChars(signature, raw, out _, out var size) == OperationStatus.Done
            && size == Size
            && Base64Url.EncodeToString(raw) == signature // one text for one signature
            && publicKey.VerifyData(input, raw, HashAlgorithmName.SHA256);
    }

    /// <summary>The text form of a public key.</summary>
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
