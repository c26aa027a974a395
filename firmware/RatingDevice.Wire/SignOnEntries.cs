using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>What a teller showed at the panel.</summary>
[JsonConverter(typeof(WireEnumConverter<SignOnProof>))]
public enum SignOnProof
{
    /// <summary>A card.</summary>
    Card,

    /// <summary>A PIN typed on the keys.</summary>
    Pin,
}

/// <summary>Why a teller was signed off without having asked for it.</summary>
[JsonConverter(typeof(WireEnumConverter<SignOffReason>))]
public enum SignOffReason
{
    /// <summary>The teller signed on at another counter.</summary>
    Elsewhere,

    /// <summary>Nothing happened at the counter for longer than its limit.</summary>
    Idle,
}

/// <summary>A teller signed on at this counter.</summary>
public sealed record SignOn : Entry
{
    /// <summary>The teller.</summary>
    public required TellerId Teller { get; init; }

    /// <summary>How.</summary>
    public required Trigger By { get; init; }

    /// <summary>What was shown; absent where nothing had to be.</summary>
    public SignOnProof? With { get; init; }
}

/// <summary>The teller signed off.</summary>
public sealed record SignOff : Entry
{
    /// <summary>The teller who had been signed on.</summary>
    public required TellerId Teller { get; init; }

    /// <summary>How.</summary>
    public required Trigger By { get; init; }

    /// <summary>What was shown; absent where nothing had to be.</summary>
    public SignOnProof? With { get; init; }

    /// <summary>Why, where the teller did not ask for it; otherwise absent.</summary>
    public SignOffReason? Why { get; init; }
}

/// <summary>A card or PIN that is nobody's here. What was shown or typed is never kept.</summary>
public sealed record SignOnRefused : Entry
{
    /// <summary>What was shown.</summary>
    public required SignOnProof With { get; init; }

    /// <summary>Key presses that were taken for PIN digits: counted here, as they are no strays.</summary>
    public int? Presses { get; init; }

    /// <summary>How long no PIN is taken from here on, in milliseconds; absent: the next one is.</summary>
    public TimeSpan? Locked { get; init; }
}
