using System.Collections.Frozen;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>Which code is which panel key. Several may stand for one level, never one for two.</summary>
internal sealed class KeyMap
{
    private readonly FrozenDictionary<ushort, PanelKey> _keys;

    /// <exception cref="ArgumentException">A name unknown or used twice; the message names it.</exception>
    public KeyMap(IReadOnlyDictionary<string, LevelCode> levels, string? inviteKey, string? signOffKey = null)
    {
        var keys = new Dictionary<ushort, PanelKey>();
        foreach (var (name, level) in levels) Add(name, new PanelKey(level));
        if (inviteKey is not null) Add(inviteKey, PanelKey.Invite);
        if (signOffKey is not null) Add(signOffKey, PanelKey.SignOff);
        if (keys.Count == 0) throw new ArgumentException("No key is mapped; map at least one, as KEY_1.");
        _keys = keys.ToFrozenDictionary();

        void Add(string name, PanelKey key)
        {
            if (!keys.TryAdd(KeyNames.Code(name), key))
                throw new ArgumentException($"'{name}' is given two meanings; a key has one.");
        }
    }

    public bool TryGet(ushort code, out PanelKey key) => _keys.TryGetValue(code, out key);

    public PanelKey this[ushort code] => _keys[code];
}
