using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>What a receiver says to a unit that asks how it stands with it; nothing is handed over.</summary>
/// <param name="V">Contract version.</param>
/// <param name="You">Whose credential the request came with.</param>
/// <param name="Known">Whether that unit, or outlet, is in the receiver's tree.</param>
/// <param name="By">The receiving unit.</param>
/// <param name="Key">Fingerprint of the key its receipts are signed with.</param>
/// <param name="Hindrance">Why it cannot keep anything now; absent where it can.</param>
internal sealed record Greeting(
    int V, UnitId You, bool Known, UnitId By, Digest Key, string? Hindrance = null)
{
    /// <summary>What is in the way of a unit that takes itself for one, and trusts a key; empty for
    /// nothing.</summary>
    public string Obstacle(UnitId self, Digest pinned) =>
        You != self ? $"the token or certificate is that of unit {You}, and this is {self}; see "
            + "uplink:https:tokenFile and unit"
        : !Known ? $"{self} is not in the tree of {By}; somebody there must add it"
        : Key != pinned ? $"receipts of {By} are signed with key {Key}, and uplink:key is {pinned}; compare "
            + "them with what 'key' prints there"
        : Hindrance ?? "";
}
