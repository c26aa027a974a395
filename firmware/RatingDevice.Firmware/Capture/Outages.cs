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
        outage = outage with { Code = code, RetryAt = draft.Up + Outage.RetryEvery };
        draft.State = draft.State with { Outage = outage, Answer = null };
    }

    /// <summary>Takes an input without writing.</summary>
    public static void Hold(CounterDraft draft, CounterInput input)
    {
        var outage = draft.State.Outage!;
        switch (input)
        {
            case KeyPressed: Set(draft, outage with { Missed = outage.Missed + 1 }); break;
            case SignOnAsked on: Set(draft, outage with { Teller = on.Teller, By = on.By }); break;
            case SignOffAsked off: Set(draft, outage with { Teller = null, By = off.By }); break;
            case FaultSeen fault: Faults.Note(draft, fault, e => Wait(draft, e)); break;
            case ClockSeen clock: Wait(draft, Faults.Line(clock, draft.Up)); break;
            case Ordered order when Orders.Take(draft, order): Obey(draft, order.Command); break;
        }
    }

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
        Shifts.Change(draft, outage.Teller, outage.By);
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
                var teller = command.Do == CommandVerb.SignOn ? command.Teller : null;
                Set(draft, outage with { Teller = teller, By = command.By });
                break;
            default: Orders.SetMode(draft, command.Do); break;
        }
    }

    private static void Set(CounterDraft draft, Outage outage) =>
        draft.State = draft.State with { Outage = outage };
}
