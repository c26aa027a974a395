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
        var draft = new CounterDraft(state with { Up = Later(state.Up, input.Up) });
        if (state.Outage is null)
        {
            Expire(draft);
            Handle(draft, input);
        }
        else
        {
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
        var draft = new CounterDraft(state with { Up = Later(state.Up, up) });
        if (state.Outage is not null)
        {
            Outages.Recover(draft);
            return draft.Finish();
        }

        Expire(draft);
        Turns.Close(draft, UnratedReason.Restarted, draft.Up);
        Strays.Flush(draft, draft.Up);
        return draft.Finish();
    }

    /// <summary>When time alone changes the state or the view; null for never.</summary>
    public static TimeSpan? NextDue(CounterState state)
    {
        TimeSpan?[] all =
        [
            state.Outage?.RetryAt,
            state.Outage is null ? state.Invitation?.Deadline : null,
            state.Outage is null ? state.Strays.MinuteEnds : null,
            state.Answer?.ChangeUntil,
            state.Answer?.ShownUntil,
            state.IdentifyUntil,
        ];
        return all.Where(due => due > state.Up).Min();
    }

    private void Handle(CounterDraft draft, CounterInput input)
    {
        switch (input)
        {
            case KeyPressed press: Turns.Press(draft, settings, press.Level); break;
            case InviteAsked invite: Turns.Invite(draft, settings, invite.Service, invite.By); break;
            case SignOnAsked on: Shifts.Change(draft, on.Teller, on.By); break;
            case SignOffAsked off: Shifts.Change(draft, null, off.By); break;
            case FaultSeen fault: Faults.Note(draft, fault, e => draft.Add(e)); break;
            case ClockSeen clock: draft.Add(Faults.Line(clock, draft.Up)); break;
            case Ordered order when Orders.Take(draft, order): Obey(draft, order.Command); break;
        }
    }

    private void Obey(CounterDraft draft, Command command)
    {
        switch (command.Do)
        {
            case CommandVerb.Invite: Turns.Invite(draft, settings, command.Service, command.By); break;
            case CommandVerb.Cancel: Turns.Close(draft, UnratedReason.Cancelled, draft.Up); break;
            case CommandVerb.SignOn: Shifts.Change(draft, command.Teller, command.By); break;
            case CommandVerb.SignOff: Shifts.Change(draft, null, command.By); break;
            case CommandVerb.Pause:
                Turns.Close(draft, UnratedReason.Cancelled, draft.Up);
                Orders.SetMode(draft, command.Do);
                break;
            default: Orders.SetMode(draft, command.Do); break;
        }
    }

    // The earlier is written first: time never goes back along the journal.
    private static void Expire(CounterDraft draft)
    {
        while (true)
        {
            var (up, deadline, minute) =
                (draft.Up, draft.State.Invitation?.Deadline, draft.State.Strays.MinuteEnds);
            if (minute <= up && !(deadline < minute)) Strays.EndMinute(draft, minute.Value);
            else if (deadline <= up) Turns.Close(draft, UnratedReason.TimedOut, deadline.Value);
            else return;
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
