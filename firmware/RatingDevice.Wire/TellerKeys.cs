using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RatingDevice.Wire;

/// <summary>
/// By what a device knows tellers: digests of cards and PINs, made slow on purpose. One salt for all, so that
/// a device computes once for each card shown, however many tellers there are.
/// </summary>
public sealed record TellerKeys
{
    /// <summary>Base64url, at random; the same for all of the tellers.</summary>
    public required string Salt { get; init; }

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-256.</summary>
    public required int Rounds { get; init; }

    /// <summary>The tellers.</summary>
    public required IReadOnlyList<TellerKey> Tellers { get; init; }

    /// <summary>The digest of a card or PIN.</summary>
    /// <param name="proof">Which of the two: a card's digits are no PIN.</param>
    /// <param name="text">Digits of a PIN; digits and capital letters of a card.</param>
    /// <param name="salt">Base64url.</param>
    /// <param name="rounds">Of PBKDF2.</param>
    public static Digest Of(SignOnProof proof, string text, string salt, int rounds)
    {
        var secret = Encoding.UTF8.GetBytes($"{(proof == SignOnProof.Card ? "card" : "pin")}:{text}");
        return Digest.FromBytes(Rfc2898DeriveBytes.Pbkdf2(
            secret, Encoding.ASCII.GetBytes(salt), rounds, HashAlgorithmName.SHA256, Digest.Size));
    }

    /// <summary>A new salt.</summary>
    public static string NewSalt() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}

/// <summary>A teller's cards and PIN, as digests.</summary>
public sealed record TellerKey
{
    /// <summary>Who.</summary>
    public required TellerId Teller { get; init; }

    /// <summary>Digests of cards; may be none.</summary>
    public IReadOnlyList<Digest> Cards { get; init; } = [];

    /// <summary>Digest of the PIN; absent for none.</summary>
    public Digest? Pin { get; init; }
}
