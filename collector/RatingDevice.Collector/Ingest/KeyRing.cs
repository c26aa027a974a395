using System.Security.Cryptography;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>A device's public key, ready to verify with.</summary>
internal sealed record VerifyingKey(ECDsa Key, Digest Fingerprint);

/// <summary>
/// Keys already read, by their text: reading one costs as much as verifying. Bounded; when full it starts
/// anew. For one thread.
/// </summary>
internal sealed class KeyRing(int most = 4096) : IDisposable
{
    private readonly Dictionary<string, VerifyingKey> _keys = new(StringComparer.Ordinal);

    /// <summary>The key of a text; null where the text is none.</summary>
    public VerifyingKey? Find(string text)
    {
        if (_keys.TryGetValue(text, out var known)) return known;
        if (Es256.TryReadKey(text) is not { } key) return null;
        if (_keys.Count >= most) Dispose();
        return _keys[text] = new VerifyingKey(key, Es256.Fingerprint(key));
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Key.Dispose();
        _keys.Clear();
    }
}
