using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>A statement as it arrived: read, and its signature tried. That is most of the work, needs nothing
/// that is held, and so is done where each arrives.</summary>
/// <param name="Signed">Null where it is none.</param>
/// <param name="Wrong">Why it is none.</param>
/// <param name="Sender">Who delivers it.</param>
/// <param name="Key">Fingerprint of the key it names; null where that is none.</param>
/// <param name="Vouched">True where that key signed it.</param>
internal sealed record Arrival(
    SignedStatement? Signed, string Wrong, UnitId Sender, Digest? Key, bool Vouched)
{
    public static Arrival Read(ReadOnlyMemory<byte> bytes, UnitId sender)
    {
        if (SignedStatement.Read(bytes, out var wrong) is not { } signed)
            return new(null, wrong, sender, null, false);
        using var key = Es256.TryReadKey(signed.Envelope.Key);
        return key is null
            ? new(signed, "", sender, null, false)
            : new(signed, "", sender, Es256.Fingerprint(key), signed.Envelope.Vouches(signed.Hash, key));
    }
}
