using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>Whether an outlet's statements are signed with keys the bank's tree names for it; where it names
/// none, with the one the chain began with, which is told.</summary>
internal sealed class SignerCheck
{
    private readonly BankTree _tree;
    private readonly OutletId _outlet;
    private readonly KeyRing _keys;
    private readonly OfficeNotes _notes;
    private readonly IReadOnlyList<OutletKey> _named;
    private Digest? _began;
    private OutletKey? _last;

    public SignerCheck(BankTree tree, OutletId outlet, KeyRing keys, OfficeNotes notes)
    {
        (_tree, _outlet, _keys, _notes) = (tree, outlet, keys, notes);
        _named = tree.Keys(outlet);
    }

    /// <summary>Null, or what is wrong.</summary>
    public string? Wrong(SignedStatement signed)
    {
        var envelope = signed.Envelope;
        if (_tree.Outlet(_outlet) is null) return $"the tree has no outlet {_outlet}";
        if (envelope.Outlet != signed.Head.Outlet || envelope.N != signed.Head.N)
            return "its envelope is of another statement";
        if (_keys.Find(envelope.Key) is not { } key) return "its key is none";
        if (Forbids(key.Fingerprint) is { Length: > 0 } why)
            return $"it is signed with the key {key.Fingerprint}, {why}";
        return envelope.Alg == Es256.Algorithm && envelope.Vouches(signed.Hash, key.Key) ? null
            : "the signature does not fit";
    }

    /// <summary>Null, or what is wrong with what the level above gave for it.</summary>
    public string? Wrong(Receipt receipt, SignedStatement signed)
    {
        if (receipt.Outlet != signed.Head.Outlet || receipt.N != signed.Head.N || receipt.Hash != signed.Hash)
            return "its receipt is of another statement";
        if (_keys.Find(receipt.Key) is not { } key || !receipt.Vouches(key.Key))
            return "the signature of its receipt does not fit";
        _notes.Receipted(receipt.By, key.Fingerprint);
        return null;
    }

    /// <summary>A successor signs what was left of periods before it; whom it replaced signs nothing after
    /// it.</summary>
    private string Forbids(Digest key)
    {
        if (_named.Count == 0)
        {
            if (_began is null) _notes.Unnamed(_outlet, key);
            return (_began ??= key) == key ? "" : "another than its chain began with";
        }

        if (_named.LastOrDefault(k => k.Fingerprint == key) is not { } own)
            return "which the tree does not name for it";
        if (_last is { } last && own.From < last.From)
            return $"after its chain went on with {last.Fingerprint}";
        _last = own;
        return "";
    }
}
