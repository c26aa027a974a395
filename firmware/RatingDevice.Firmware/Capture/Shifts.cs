using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>Tellers come and go. What is open or held is closed under the one whose it is.</summary>
internal static class Shifts
{
    /// <summary>Puts a teller, or nobody, at the counter; nothing when that one is there already.</summary>
    public static void Change(CounterDraft draft, TellerId? to, Trigger by,
        SignOnProof? with = null, SignOffReason? why = null)
    {
        var (was, up) = (draft.State.Teller, draft.Up);
        if (was == to) return;
        Turns.Close(draft, UnratedReason.TellerChanged, up);
        Strays.Flush(draft, up);
        if (was is { } gone)
            draft.Add(new SignOff { Up = up, Teller = gone, By = by, With = with, Why = why });
        if (to is { } comes) draft.Add(new SignOn { Up = up, Teller = comes, By = by, With = with });
        draft.State = draft.State with
        {
            Teller = to, TellerUp = to is null ? null : up, TellerAt = null, Leaving = null, LastUse = up,
        };
    }

    /// <summary>The teller signed on elsewhere: goes once the customer here has answered or left.</summary>
    public static void Release(CounterDraft draft, TellerId teller)
    {
        if (draft.State.Teller == teller) draft.State = draft.State with { Leaving = teller };
    }

    /// <summary>Carries <see cref="Release"/> out when nobody's turn would be cut short by it.</summary>
    public static void Leave(CounterDraft draft)
    {
        var state = draft.State;
        if (state.Leaving is null || state.Outage is not null || state.Invitation is not null) return;
        if (state.Answer is { } answer && draft.Up < answer.ChangeUntil) return;
        Depart(draft);
    }

    /// <summary>A new customer is asked here: a teller who is elsewhere is not who serves.</summary>
    public static void Depart(CounterDraft draft)
    {
        if (draft.State.Leaving is not null)
            Change(draft, null, Trigger.CounterPc, why: SignOffReason.Elsewhere);
    }

    /// <summary>Nothing has happened for too long.</summary>
    public static void Idle(CounterDraft draft) =>
        Change(draft, null, Trigger.Panel, why: SignOffReason.Idle);

    /// <summary>When a teller is signed off because nothing happens; null for never.</summary>
    public static TimeSpan? IdleDue(CounterState state, SignOnSettings settings) =>
        state is { Teller: not null, Invitation: null, Service: null } ? state.LastUse + settings.Idle : null;
}
