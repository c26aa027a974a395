using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RatingDevice.Wire;

/// <summary>
/// <see cref="TellerKeys"/> in a box that one device alone can open: a PIN is short, so even its digest must
/// not lie open in a broker or on a wire.
/// </summary>
public sealed record SealedKeys
{
    private const int KeySize = 32, NonceSize = 12, TagSize = 16;

    /// <summary>Contract version.</summary>
    public required int V { get; init; }

    /// <summary>When it was sealed, collector's clock; an older one never replaces a newer one.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The key pair made for this box, its public half: base64url SubjectPublicKeyInfo,
    /// P-256.</summary>
    public required string Key { get; init; }

    /// <summary>Base64url: AES-256-GCM, the tag last.</summary>
    public required string Box { get; init; }

    /// <summary>Seals for a device.</summary>
    /// <param name="keys">What only the device shall read.</param>
    /// <param name="device">Whose it is; a box does not open at another.</param>
    /// <param name="deviceKey">The device's public key, as its journal's first line has it.</param>
    /// <param name="at">UTC, to the millisecond.</param>
    public static SealedKeys Seal(TellerKeys keys, DeviceId device, ECDsa deviceKey, DateTimeOffset at)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDiffieHellman.Create(deviceKey.ExportParameters(includePrivateParameters: false));
        var (key, nonce) = Derive(once, other.PublicKey, device, at);
        var plain = WireText.Write(keys);
        var box = new byte[plain.Length + TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, box.AsSpan(0, plain.Length), box.AsSpan(plain.Length));
        return new SealedKeys
        {
            V = Limits.Version,
            At = at,
            Key = Base64Url.EncodeToString(once.ExportSubjectPublicKeyInfo()),
            Box = Base64Url.EncodeToString(box),
        };
    }

    /// <summary>Opens a box; false with a sentence where it is not this device's, or was altered.</summary>
    public bool TryOpen(DeviceId device, ECDsa deviceKey, out TellerKeys keys, out string error)
    {
        keys = null!;
        try
        {
            using var mine = ECDiffieHellman.Create(deviceKey.ExportParameters(true));
            using var once = ECDiffieHellman.Create();
            once.ImportSubjectPublicKeyInfo(Base64Url.DecodeFromChars(Key), out _);
            var (key, nonce) = Derive(mine, once.PublicKey, device, At);
            var box = Base64Url.DecodeFromChars(Box).AsSpan();
            var plain = new byte[Math.Max(0, box.Length - TagSize)];
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(nonce, box[..plain.Length], box[plain.Length..], plain);
            return WireText.TryReadKeys(plain, out keys, out error);
        }
        catch (Exception e) when (e is FormatException or CryptographicException or ArgumentException)
        {
            error = "the box was sealed for another device or key, or was altered";
            return false;
        }
    }

    // A key pair is made for each box, so key and nonce are never used twice.
    private static (byte[] Key, byte[] Nonce) Derive(
        ECDiffieHellman mine, ECDiffieHellmanPublicKey other, DeviceId device, DateTimeOffset at)
    {
        var secret = mine.DeriveRawSecretAgreement(other);
        var info = Encoding.ASCII.GetBytes($"rating/v1/config\n{device}\n{at.ToUnixTimeMilliseconds()}");
        var made = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeySize + NonceSize, info: info);
        return (made[..KeySize], made[KeySize..]);
    }
}
