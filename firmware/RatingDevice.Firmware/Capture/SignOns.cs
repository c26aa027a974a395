using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// Cards and PINs: whose they are, and what happens with those that are nobody's. Nothing here writes what
/// was shown; key presses that were digits are counted where no sign-on explains them.
/// </summary>
internal static class SignOns
{
    /// <summary>A teller comes or, with the card or PIN of who is there, goes.</summary>
    public static void Show(CounterDraft draft, CounterSettings settings, ProofShown shown)
    {
        if (draft.Up < draft.State.Tries.RestUntil) return;
        Drop(draft);
        Judge(draft, settings, shown.With, shown.Shown, presses: null);
    }

    /// <summary>The same while nothing can be written.</summary>
    public static void Hold(CounterDraft draft, ProofShown shown)
    {
        var tries = draft.State.Tries;
        if (draft.Up < tries.RestUntil || Locked(draft, shown.With)) return;
        Rest(draft, tries);
        if (draft.State.Book.Find(shown.With, shown.Shown) is not { } who) return;
        var goes = draft.State.Outage!.Teller == who;
        Outages.Come(draft, goes ? null : who, Trigger.Panel, shown.With);
    }

    /// <summary>True where the teller's key begins a PIN instead of inviting.</summary>
    public static bool Begins(CounterState state, CounterSettings settings) =>
        settings.SignOn.PinKeys
        && state is { Teller: null, Invitation: null, Paused: false, Book.HasPins: true }
        && !(state.Up < state.Answer?.ChangeUntil);

    public static void Begin(CounterDraft draft, CounterSettings settings)
    {
        var state = draft.State;
        draft.State = draft.Up < state.Tries.LockedUntil
            ? state with { Tries = state.Tries with { ShownUntil = draft.Up + SignOnTries.Rest } }
            : state with { Typing = new PinTyping(new(""), draft.Up + settings.SignOn.PinPause) };
    }

    /// <summary>A level key while a PIN is typed.</summary>
    public static void Type(CounterDraft draft, CounterSettings settings, LevelCode level)
    {
        var typing = draft.State.Typing!;
        var key = settings.Levels.Index().First(l => l.Item == level).Index + 1;
        typing = new PinTyping(new(typing.Digits.Text + key), draft.Up + settings.SignOn.PinPause);
        draft.State = draft.State with { Typing = typing };
        if (typing.Digits.Text.Length >= PinTyping.Most) End(draft, settings);
    }

    /// <summary>The PIN is whole: by the teller's key, a pause, or its length.</summary>
    public static void End(CounterDraft draft, CounterSettings settings)
    {
        if (Take(draft) is not { Length: > 0 } digits) return;
        Judge(draft, settings, SignOnProof.Pin, new(digits), digits.Length);
    }

    /// <summary>Something else comes first: the presses are counted, and no guess was made.</summary>
    public static void Drop(CounterDraft draft)
    {
        if (Take(draft) is not { Length: > 0 } digits) return;
        draft.Add(new SignOnRefused { Up = draft.Up, With = SignOnProof.Pin, Presses = digits.Length });
    }

    private static string? Take(CounterDraft draft)
    {
        var digits = draft.State.Typing?.Digits.Text;
        draft.State = draft.State with { Typing = null };
        return digits;
    }

    private static void Judge(CounterDraft draft, CounterSettings settings,
        SignOnProof with, Secret shown, int? presses)
    {
        var tries = draft.State.Tries;
        Rest(draft, tries);
        if (Locked(draft, with))
        {
            if (presses is not null) Refuse(draft, with, presses, null);
            Tell(draft);
        }
        else if (draft.State.Book.Find(with, shown) is { } who)
        {
            Shifts.Change(draft, who == draft.State.Teller ? null : who, Trigger.Panel, with);
        }
        else
        {
            var before = tries.LockedUntil;
            if (with == SignOnProof.Pin) tries = tries.Fail(settings.SignOn, draft.Up);
            Rest(draft, tries);
            TimeSpan? locked = tries.LockedUntil > before ? tries.LockedUntil - draft.Up : null;
            Refuse(draft, with, presses, locked);
            Tell(draft);
        }
    }

    private static void Refuse(
        CounterDraft draft, SignOnProof with, int? presses, TimeSpan? locked) =>
        draft.Add(new SignOnRefused { Up = draft.Up, With = with, Presses = presses, Locked = locked });

    private static bool Locked(CounterDraft draft, SignOnProof with) =>
        with == SignOnProof.Pin && draft.Up < draft.State.Tries.LockedUntil;

    private static void Rest(CounterDraft draft, SignOnTries tries) => draft.State = draft.State with
    {
        Tries = tries with { RestUntil = draft.Up + SignOnTries.Rest },
    };

    private static void Tell(CounterDraft draft) => draft.State = draft.State with
    {
        Tries = draft.State.Tries with { ShownUntil = draft.Up + SignOnTries.Rest },
    };
}
