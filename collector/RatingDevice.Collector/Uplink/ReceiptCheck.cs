using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Uplink;

/// <summary>Whether a receipt is one of the level above, for what was sent. Pure.</summary>
internal static class ReceiptCheck
{
    /// <summary>Empty, or one sentence of what is wrong.</summary>
    /// <param name="receipt">As it came.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="pinned">Fingerprint of the key the level above signs with.</param>
    public static string Wrong(Receipt receipt, SignedStatement sent, Digest pinned)
    {
        if (receipt.V != StatementText.Version) return $"the receipt has version {receipt.V}";
        if (receipt.Outlet != sent.Head.Outlet || receipt.N != sent.Head.N)
            return $"the receipt is of {receipt.Outlet} {receipt.N}";
        if (receipt.Hash != sent.Hash) return $"the receipt is for other bytes: {receipt.Hash}";
        using var key = Es256.TryReadKey(receipt.Key);
        if (key is null) return "the receipt's key is none";
        if (Es256.Fingerprint(key) != pinned)
            return $"the receipt is signed with another key than uplink:key: {Es256.Fingerprint(key)}";
        return receipt.Vouches(key) ? "" : "the receipt's signature does not fit";
    }
}
