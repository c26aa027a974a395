using System.Collections.Immutable;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>How tellers sign on and off.</summary>
internal sealed record SignOnSettings
{
    /// <summary>True: the panel signs on whoever is named there, without card or PIN.</summary>
    public bool Open { get; init; } = true;

    /// <summary>True: with nobody signed on the teller's key begins a PIN, and does not invite.</summary>
    public bool PinKeys { get; init; }

    /// <summary>A pause of the typing that ends a PIN.</summary>
    public TimeSpan PinPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After so many wrong PINs none is taken for a while.</summary>
    public int MostWrong { get; init; } = 3;

    /// <summary>The first such while; it doubles each time.</summary>
    public TimeSpan LockFirst { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A teller is signed off after so long without anything; null: never.</summary>
    public TimeSpan? Idle { get; init; }
}

/// <summary>A PIN being typed on the level keys: key 1 is the best level.</summary>
/// <param name="Digits">So far.</param>
/// <param name="Until">Nothing more until then ends it.</param>
internal sealed record PinTyping(Secret Digits, TimeSpan Until)
{
    public const int Most = 12;
}

/// <summary>Cards and PINs that were nobody's.</summary>
/// <param name="Wrong">PINs, since the last hour without one.</param>
/// <param name="LastWrong">When the last of them was.</param>
/// <param name="LockedUntil">No PIN is taken before.</param>
/// <param name="RestUntil">Nothing is taken before: a card still lies on its reader, or somebody
/// guesses.</param>
/// <param name="ShownUntil">So long the panel says that it was not taken.</param>
internal sealed record SignOnTries(
    int Wrong, TimeSpan LastWrong, TimeSpan LockedUntil, TimeSpan RestUntil, TimeSpan ShownUntil)
{
    public static readonly SignOnTries None = new(0, default, default, default, default);

    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(2), Forgotten = TimeSpan.FromHours(1),
        LongestLock = TimeSpan.FromMinutes(15);

    /// <summary>After one more wrong PIN.</summary>
    public SignOnTries Fail(SignOnSettings settings, TimeSpan up)
    {
        var wrong = up - LastWrong > Forgotten ? 1 : Wrong + 1;
        var again = this with { Wrong = wrong, LastWrong = up };
        if (wrong % settings.MostWrong != 0) return again;
        var locked = settings.LockFirst * Math.Pow(2, Math.Min((wrong / settings.MostWrong) - 1, 20));
        return again with { LockedUntil = up + (locked < LongestLock ? locked : LongestLock) };
    }
}

/// <summary>Whose cards and PINs are good, as the branch last told. Immutable.</summary>
internal sealed class TellerBook
{
    private readonly ImmutableDictionary<Digest, TellerId> _known;
    private readonly string _salt;
    private readonly int _rounds;

    /// <exception cref="ArgumentException">A digest stands for two tellers.</exception>
    public TellerBook(TellerKeys keys)
    {
        (_salt, _rounds) = (keys.Salt, keys.Rounds);
        _known = keys.Tellers.SelectMany(t => t.Cards.Select(c => (Digest: c, t.Teller))
                .Concat(t.Pin is { } pin ? [(pin, t.Teller)] : []))
            .ToImmutableDictionary(k => k.Digest, k => k.Teller);
        HasPins = keys.Tellers.Any(t => t.Pin is not null);
    }

    public static TellerBook Empty { get; } = new(new TellerKeys { Salt = "-", Rounds = 1, Tellers = [] });

    public bool HasPins { get; }

    /// <summary>Whose it is; null for nobody's. As slow as the branch has asked for.</summary>
    public TellerId? Find(SignOnProof with, Secret shown) =>
        _known.Count > 0
        && _known.TryGetValue(TellerKeys.Of(with, shown.Text, _salt, _rounds), out var teller)
            ? teller
            : null;
}
