using System.Collections.Frozen;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>The kernel's names and codes for the keys that keypads, keyboards and gpio-keys have.</summary>
internal static class KeyNames
{
    private static readonly FrozenDictionary<string, ushort> Codes =
        Table().ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, ushort> All => Codes;

    /// <summary>The code of a key name.</summary>
    /// <exception cref="ArgumentException">No such key; the message names it.</exception>
    public static ushort Code(string name) => Codes.TryGetValue(name, out var code)
        ? code
        : throw new ArgumentException(
            $"'{name}' is not a key name; use the kernel's, for example KEY_1, KEY_KP1, KEY_ENTER or BTN_0.");

    private static IEnumerable<KeyValuePair<string, ushort>> Table() =>
    [
        .. Run(2, "1 2 3 4 5 6 7 8 9 0 MINUS EQUAL BACKSPACE TAB"),
        .. Run(16, "Q W E R T Y U I O P LEFTBRACE RIGHTBRACE ENTER LEFTCTRL"),
        .. Run(30, "A S D F G H J K L SEMICOLON APOSTROPHE GRAVE LEFTSHIFT BACKSLASH"),
        .. Run(44, "Z X C V B N M COMMA DOT SLASH RIGHTSHIFT KPASTERISK LEFTALT SPACE CAPSLOCK"),
        .. Run(59, "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 NUMLOCK SCROLLLOCK"),
        .. Run(71, "KP7 KP8 KP9 KPMINUS KP4 KP5 KP6 KPPLUS KP1 KP2 KP3 KP0 KPDOT"),
        .. Run(87, "F11 F12"), .. Run(96, "KPENTER RIGHTCTRL KPSLASH"), .. Run(100, "RIGHTALT"),
        .. Run(102, "HOME UP PAGEUP LEFT RIGHT END DOWN PAGEDOWN INSERT DELETE"),
        .. Run(1, "ESC"), .. Run(116, "POWER KPEQUAL"), .. Run(121, "KPCOMMA"),
        .. Run(148, "PROG1 PROG2"), .. Run(202, "PROG3 PROG4"),
        .. Run(183, "F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24"),
        .. Run(0x160, "OK SELECT"), .. Run(0x18e, "RED GREEN YELLOW BLUE"),
        .. Run(0x200, "NUMERIC_0 NUMERIC_1 NUMERIC_2 NUMERIC_3 NUMERIC_4 NUMERIC_5 NUMERIC_6"),
        .. Run(0x207, "NUMERIC_7 NUMERIC_8 NUMERIC_9 NUMERIC_STAR NUMERIC_POUND"),
        .. Run(0x100, "0 1 2 3 4 5 6 7 8 9", "BTN_"),
        .. Run(0x2c0, string.Join(' ', Enumerable.Range(1, 40)), "BTN_TRIGGER_HAPPY"),
    ];

    /// <summary>The kernel numbers keys in rows; a row is its first code and its names.</summary>
    private static IEnumerable<KeyValuePair<string, ushort>> Run(
        int first, string names, string prefix = "KEY_") =>
        names.Split(' ').Select((name, i) => KeyValuePair.Create(prefix + name, (ushort)(first + i)));
}
