using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>Says which thing an <see cref="Id{TKind}"/> names.</summary>
public interface IIdKind
{
    /// <summary>The word used in messages, for example "device".</summary>
    static abstract string Name { get; }
}

/// <summary>
/// An identifier as it stands in topics, files and exports: 1 to 32 characters of <c>a-z 0-9 -</c>.
/// It is text even where it looks like a number; leading zeros are kept. The default value is empty and
/// invalid.
/// </summary>
/// <typeparam name="TKind">What is named; ids of different kinds do not mix.</typeparam>
[JsonConverter(typeof(IdJsonConverterFactory))]
public readonly record struct Id<TKind> : IComparable<Id<TKind>>
    where TKind : IIdKind
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 32;

    private readonly string? _text;

    private Id(string text) => _text = text;

    /// <summary>True for an id that was parsed, false for <c>default</c>.</summary>
    public bool IsValid => _text is not null;

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is empty, too long or has another character.</exception>
    public static Id<TKind> Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException(
            $"'{text}' is not a {TKind.Name} id: 1 to {MaxLength} of a-z, 0-9 and '-'.");

    /// <summary>Reads an id; false where the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Id<TKind> id)
    {
        var ok = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(IdText.Allowed);
        id = ok ? new Id<TKind>(text!) : default;
        return ok;
    }

    /// <inheritdoc/>
    public int CompareTo(Id<TKind> other) => string.CompareOrdinal(_text, other._text);

    /// <summary>The text itself; empty for <c>default</c>.</summary>
    public override string ToString() => _text ?? "";
}

/// <summary>A bank outlet 网点.</summary>
public readonly struct OutletKind : IIdKind { static string IIdKind.Name => "outlet"; }

/// <summary>A counter 柜口 within an outlet.</summary>
public readonly struct CounterKind : IIdKind { static string IIdKind.Name => "counter"; }

/// <summary>One counter device; unique in the whole bank.</summary>
public readonly struct DeviceKind : IIdKind { static string IIdKind.Name => "device"; }

/// <summary>A teller 柜员.</summary>
public readonly struct TellerKind : IIdKind { static string IIdKind.Name => "teller"; }

/// <summary>One journal; a device gets a new one only with new storage.</summary>
public readonly struct JournalKind : IIdKind { static string IIdKind.Name => "journal"; }

/// <summary>One service to one customer: a queue ticket, never a person.</summary>
public readonly struct ServiceKind : IIdKind { static string IIdKind.Name => "service"; }

/// <summary>A level of the rating scale, for example "satisfied".</summary>
public readonly struct LevelKind : IIdKind { static string IIdKind.Name => "level"; }

/// <summary>One run of the operating system, from power-on to power-off.</summary>
public readonly struct BootKind : IIdKind { static string IIdKind.Name => "boot"; }

/// <summary>One command sent to a device.</summary>
public readonly struct CommandKind : IIdKind { static string IIdKind.Name => "command"; }

/// <summary>A branch or the head office: whatever stands above outlets.</summary>
public readonly struct UnitKind : IIdKind { static string IIdKind.Name => "unit"; }

/// <summary>One question of head office about an outlet's day.</summary>
public readonly struct AuditKind : IIdKind { static string IIdKind.Name => "audit"; }
