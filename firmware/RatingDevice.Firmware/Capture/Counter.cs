using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// The counter as a pure function: a state and an input give the next state and the entries to write. The
/// caller writes first and takes the state on only when that has succeeded; otherwise it asks
/// <see cref="Fail"/>. Everything is on monotonic time: the wall clock may jump, a window does not.
/// </summary>
internal sealed class Counter(CounterSettings settings)
{
    public CounterStep Next(CounterState state, CounterInput input)
    {
        var draft = new CounterDraft(state);
        var up = Later(state.Up, input.Up);
        if (state.Outage is null)
        {
            Dues.Expire(draft, settings, up);
            draft.State = draft.State with { Up = up };
            Handle(draft, input);
            Shifts.Leave(draft);
        }
        else
        {
            draft.State = draft.State with { Up = up };
            Outages.Hold(draft, input);
            if (draft.Up >= state.Outage.RetryAt) Outages.Recover(draft);
        }

        return draft.Finish();
    }

    /// <summary>The state after the entries of <see cref="Next"/> could not be written.</summary>
    /// <param name="code">Not writable, or full.</param>
    public static CounterState Fail(CounterState state, CounterInput input, FaultCode code)
    {
        var draft = new CounterDraft(state with { Up = Later(state.Up, input.Up) });
        Outages.Begin(draft, code);
        Outages.Hold(draft, input);
        return draft.State;
    }

    /// <summary>Before a stop in good order: nothing stays open, nothing held.</summary>
    public CounterStep Stop(CounterState state, TimeSpan up)
    {
        var draft = new CounterDraft(state);
        up = Later(state.Up, up);
        if (state.Outage is null) Dues.Expire(draft, settings, up);
        draft.State = draft.State with { Up = up };
        if (state.Outage is not null)
        {
            Outages.Recover(draft);
            return draft.Finish();
        }

        SignOns.Drop(draft);
        Servicing.End(draft, ServiceEnd.Stopped);
        Turns.Close(draft, UnratedReason.Restarted, draft.Up);
        Strays.Flush(draft, draft.Up);
        return draft.Finish();
    }

    /// <summary>When time alone changes the state or the view; null for never.</summary>
    public TimeSpan? NextDue(CounterState state) => Dues.Next(state, settings);

    private void Handle(CounterDraft draft, CounterInput input)
    {
        switch (input)
        {
            case KeyPressed press: Press(draft, press.Level); break;
            case InviteAsked invite:
                Invite(draft, invite.Service, invite.By, atPanel: true, invite.Key);
                break;
            case SignOnAsked on:
                SignOns.Drop(draft);
                Shifts.Change(draft, on.Teller, on.By);
                break;
            case SignOffAsked off:
                SignOns.Drop(draft);
                Shifts.Change(draft, null, off.By);
                break;
            case ProofShown { With: SignOnProof.Card } when draft.State.Service is not null:
                Servicing.Read(draft);
                break;
            case ProofShown shown: SignOns.Show(draft, settings, shown); break;
            case TellersKnown known: draft.State = draft.State with { Book = known.Book }; break;
            case ServiceAsked: Servicing.Ask(draft, settings); break;
            case AckSeen ack when draft.State.Service is not null: Servicing.Acked(draft, ack); break;
            case FaultSeen fault: Faults.Note(draft, fault, e => draft.Add(e)); break;
            case ClockSeen clock: draft.Add(Faults.Line(clock, draft.Up)); break;
            case Ordered order when Orders.Take(draft, order): Obey(draft, order.Command); break;
        }
    }

    private void Press(CounterDraft draft, LevelCode level)
    {
        draft.State = draft.State with { LastUse = draft.Up };
        if (draft.State.Service is not null) Servicing.Press(draft, settings, level);
        else if (draft.State.Typing is not null) SignOns.Type(draft, settings, level);
        else Turns.Press(draft, settings, level);
    }

    private void Invite(CounterDraft draft, ServiceId? service, Trigger by, bool atPanel, bool key = false)
    {
        draft.State = draft.State with { LastUse = draft.Up };
        if (draft.State.Service is not null)
        {
            if (atPanel) Servicing.Next(draft, settings);
            else Servicing.Refuse(draft);
        }
        else if (key && draft.State.Typing is not null)
        {
            SignOns.End(draft, settings);
        }
        else if (key && SignOns.Begins(draft.State, settings))
        {
            SignOns.Begin(draft, settings);
        }
        else
        {
            SignOns.Drop(draft);
            Turns.Invite(draft, settings, service, by);
        }
    }

    private void Obey(CounterDraft draft, Command command)
    {
        switch (command.Do)
        {
            case CommandVerb.Invite: Invite(draft, command.Service, command.By, atPanel: false); break;
            case CommandVerb.Cancel: Turns.Close(draft, UnratedReason.Cancelled, draft.Up); break;
            case CommandVerb.SignOn:
                SignOns.Drop(draft);
                Shifts.Change(draft, command.Teller, command.By);
                break;
            case CommandVerb.SignOff: Shifts.Change(draft, null, command.By); break;
            case CommandVerb.Release: Shifts.Release(draft, command.Teller!.Value); break;
            case CommandVerb.Pause:
                SignOns.Drop(draft);
                Turns.Close(draft, UnratedReason.Cancelled, draft.Up);
                Orders.SetMode(draft, command.Do);
                break;
            default: Orders.SetMode(draft, command.Do); break;
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
