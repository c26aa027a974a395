using RatingDevice.Wire;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>What holds by itself, and a person should compare with what he knows.</summary>
internal sealed class OfficeNotes
{
    /// <summary>Outlets and signers of receipts listed; the rest is counted.</summary>
    private const int Most = 100;

    private readonly List<string> _unnamed = [];
    private readonly SortedSet<string> _receipts = new(StringComparer.Ordinal);
    private int _more;

    public void Unnamed(OutletId outlet, Digest key)
    {
        if (_unnamed.Count < Most)
            _unnamed.Add($"{outlet}: the tree names no key; its chain began with {key}");
        else _more++;
    }

    public void Receipted(UnitId by, Digest key)
    {
        if (_receipts.Count < Most) _receipts.Add($"receipts of {by} are signed with {key}");
    }

    public IReadOnlyList<string> All =>
    [
        .. _unnamed, .. _more > 0 ? [$"{_more} more outlets have no key in the tree"] : (string[])[],
        .. _receipts,
    ];
}
