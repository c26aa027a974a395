using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>The level above says: it is kept here. Given only after it is durable.</summary>
/// <param name="V">Contract version.</param>
/// <param name="Outlet">Whose statement.</param>
/// <param name="N">Which.</param>
/// <param name="Hash">Digest of its bytes as they are kept there.</param>
/// <param name="At">When, by that level's clock, UTC.</param>
/// <param name="By">Which unit of the bank.</param>
/// <param name="Key">Its public key.</param>
/// <param name="Alg">Only ES256 in version 1.</param>
/// <param name="Sig">Over <see cref="Input"/>.</param>
internal sealed record Receipt(
    int V, OutletId Outlet, long N, Digest Hash, DateTimeOffset At, UnitId By, string Key, string Alg,
    string Sig)
{
    /// <summary>Signs a receipt.</summary>
    public static Receipt Of(SignedStatement kept, DateTimeOffset at, UnitId by, ECDsa key)
    {
        // as it is written: to the millisecond
        var when = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        var unsigned = new Receipt(StatementText.Version, kept.Head.Outlet, kept.Head.N, kept.Hash, when, by,
            Es256.WriteKey(key), Es256.Algorithm, "");
        return unsigned with { Sig = Es256.Sign(unsigned.Input(), key) };
    }

    /// <summary>The bytes that are signed: six lines of ASCII, see STATEMENT.md.</summary>
    public byte[] Input() => Encoding.ASCII.GetBytes(string.Join('\n',
        "rating/v1/receipt", Outlet, N.ToString(CultureInfo.InvariantCulture), Hash,
        At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), By));

    /// <summary>True when the key signed it.</summary>
    public bool Vouches(ECDsa key) => Alg == Es256.Algorithm && Es256.Verify(Input(), Sig, key);
}
