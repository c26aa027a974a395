using System.Diagnostics.CodeAnalysis;

namespace RatingDevice.Collector.Figures;

/// <summary>
/// What kind of business a customer came for, in the words of the served feed: 1 to 40 characters, none of
/// them a control character or a colon, no blank at either end. Compared by code point.
/// </summary>
internal readonly record struct BusinessType
{
    public const int MaxLength = 40;

    private readonly string? _text;

    private BusinessType(string text) => _text = text;

    /// <summary>Reads one; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BusinessType type)
    {
        var ok = text is { Length: > 0 and <= MaxLength } && text.Trim() == text
            && !text.Any(c => char.IsControl(c) || c == ':');
        type = ok ? new(text!) : default;
        return ok;
    }

    public override string ToString() => _text ?? "";
}
