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
        if (!Allowed(key.Fingerprint, Statement.PeriodOf(signed.Head.Period)!.To))
            return $"it is signed with the key {key.Fingerprint}, which the tree does not name for it";
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

    private bool Allowed(Digest key, DateOnly to)
    {
        if (_named.Count > 0) return _named.Any(k => k.Fingerprint == key && k.From <= to);
        if (_began is null) _notes.Unnamed(_outlet, key);
        return (_began ??= key) == key;
    }
}
