using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// While the journal takes nothing: presses are counted as missing, who signs on is remembered, and once a
/// second all that is owed is tried as one transaction, the end of the fault with it. It succeeds whole or
/// not at all.
/// </summary>
internal static class Outages
{
    /// <summary>Writing failed, for the first time or again.</summary>
    public static void Begin(CounterDraft draft, FaultCode code)
    {
        var state = draft.State;
        var outage = state.Outage ?? new Outage(code, default, 0, state.Teller, Trigger.Panel, []);
        if (outage.Code != code) Faults.Set(draft, outage.Code, false);
        if (!draft.State.Faults.Contains(code)) Faults.Set(draft, code, true);
        outage = outage with
        {
            Code = code,
            RetryAt = draft.Up + Outage.RetryEvery,
            Missed = outage.Missed + (state.Typing?.Digits.Text.Length ?? 0),
        };
        draft.State = draft.State with { Outage = outage, Answer = null, Typing = null, Leaving = null };
    }

    /// <summary>Takes an input without writing.</summary>
    public static void Hold(CounterDraft draft, CounterInput input)
    {
        var outage = draft.State.Outage!;
        switch (input)
        {
            case KeyPressed: Set(draft, outage with { Missed = outage.Missed + 1 }); break;
            case SignOnAsked on: Come(draft, on.Teller, on.By); break;
            case SignOffAsked off: Come(draft, null, off.By); break;
            case ProofShown shown: SignOns.Hold(draft, shown); break;
            case TellersKnown known: draft.State = draft.State with { Book = known.Book }; break;
            case FaultSeen fault: Faults.Note(draft, fault, e => Wait(draft, e)); break;
            case ClockSeen clock: Wait(draft, Faults.Line(clock, draft.Up)); break;
            case Ordered order when Orders.Take(draft, order): Obey(draft, order.Command); break;
        }
    }

    /// <summary>Somebody, or nobody, is at the counter from now on; written afterwards.</summary>
    public static void Come(CounterDraft draft, TellerId? teller, Trigger by,
        SignOnProof? with = null, SignOffReason? why = null) => Set(draft,
        draft.State.Outage! with { Teller = teller, By = by, With = with, Why = why });

    /// <summary>Keeps an entry until writing works; beyond the limit it is dropped and counted.</summary>
    public static void Wait(CounterDraft draft, Entry entry)
    {
        var outage = draft.State.Outage!;
        Set(draft, outage.Waiting.Count < Outage.Most
            ? outage with { Waiting = outage.Waiting.Add(entry) }
            : outage with { Dropped = outage.Dropped + 1 });
    }

    /// <summary>All that is owed, and the end of the fault.</summary>
    public static void Recover(CounterDraft draft)
    {
        var outage = draft.State.Outage!;
        draft.State = draft.State with { Outage = null };
        foreach (var entry in outage.Waiting) draft.Add(entry);
        Turns.Close(draft, UnratedReason.Fault, draft.Up);
        Strays.EndMinute(draft, draft.Up);
        Servicing.End(draft, ServiceEnd.Fault);
        Shifts.Change(draft, outage.Teller, outage.By, outage.With, outage.Why);
        Faults.Set(draft, outage.Code, false);
        draft.Add(new Fault
        {
            Up = draft.Up,
            Code = outage.Code,
            Raised = false,
            Missed = outage.Missed,
            Detail = outage.Dropped == 0 ? null : $"{outage.Dropped} notices of other faults were dropped",
        });
    }

    // An invitation cannot be opened now; the rest is remembered.
    private static void Obey(CounterDraft draft, Command command)
    {
        var outage = draft.State.Outage!;
        switch (command.Do)
        {
            case CommandVerb.SignOn or CommandVerb.SignOff:
                Come(draft, command.Do == CommandVerb.SignOn ? command.Teller : null, command.By);
                break;
            case CommandVerb.Release when outage.Teller == command.Teller:
                Come(draft, null, command.By, why: SignOffReason.Elsewhere);
                break;
            default: Orders.SetMode(draft, command.Do); break;
        }
    }

    private static void Set(CounterDraft draft, Outage outage) =>
        draft.State = draft.State with { Outage = outage };
}
