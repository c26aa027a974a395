using System.Text;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>
/// What a card reader types: digits, and letters A to F, ended by Enter or by a pause. A value machine; what
/// it holds is forgotten with the end of each card.
/// </summary>
/// <param name="pause">This long without a key ends a card.</param>
internal sealed class CardTyping(TimeSpan pause)
{
    /// <summary>Less is a key somebody leaned on.</summary>
    public const int Fewest = 4;

    private static readonly Dictionary<ushort, char> Characters = Table();
    private static readonly ushort[] Ends = [KeyNames.Code("KEY_ENTER"), KeyNames.Code("KEY_KPENTER")];

    private readonly StringBuilder _typed = new();
    private TimeSpan _last;
    private bool _spoiled;

    /// <summary>When a pause ends the card; null where nothing is typed.</summary>
    public TimeSpan? NextDue => _typed.Length == 0 && !_spoiled ? null : _last + pause;

    /// <summary>The card that a record ends; otherwise null.</summary>
    public Secret? Take(InputRecord record, TimeSpan up)
    {
        if (record is { Type: InputRecord.Syn, Code: InputRecord.SynDropped }) Spoil(up);
        if (record is not { Type: InputRecord.Key, Value: InputRecord.Down }) return null;
        if (Ends.Contains(record.Code)) return End();
        if (!Characters.TryGetValue(record.Code, out var character)) return null;
        if (_typed.Length >= Secret.Most) Spoil(up);
        else _typed.Append(character);
        _last = up;
        return null;
    }

    /// <summary>The card that the time ends; otherwise null.</summary>
    public Secret? At(TimeSpan now) => NextDue <= now ? End() : null;

    private void Spoil(TimeSpan up) => (_spoiled, _last) = (true, up);

    // Of a card whose keys were lost in part nothing is told: it might be another one's number.
    private Secret? End()
    {
        var text = _typed.ToString();
        var whole = !_spoiled && text.Length >= Fewest;
        _typed.Clear();
        _spoiled = false;
        return whole ? new Secret(text) : null;
    }

    private static Dictionary<ushort, char> Table()
    {
        var table = new Dictionary<ushort, char>();
        foreach (var c in "0123456789ABCDEF") table[KeyNames.Code($"KEY_{c}")] = c;
        foreach (var c in "0123456789") table[KeyNames.Code($"KEY_KP{c}")] = c;
        return table;
    }
}
