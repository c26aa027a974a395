using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>What happens by time alone, in the order of its moments.</summary>
internal static class Dues
{
    /// <summary>When time alone changes the state or the view; null for never.</summary>
    public static TimeSpan? Next(CounterState state, CounterSettings settings)
    {
        TimeSpan?[] shown =
        [
            state.Outage?.RetryAt, state.Answer?.ChangeUntil, state.Answer?.ShownUntil, state.IdentifyUntil,
            state.Tries.ShownUntil,
        ];
        var acting = state.Outage is null ? All(state, settings).Min(d => d.At) : null;
        return shown.Append(acting).Where(due => due > state.Up).Min();
    }

    /// <summary>
    /// Does all that is due up to a moment. The earlier first, each at its own time: time never goes back
    /// along the journal.
    /// </summary>
    public static void Expire(CounterDraft draft, CounterSettings settings, TimeSpan up)
    {
        while (All(draft.State, settings).Where(d => d.At <= up).OrderBy(d => d.At).FirstOrDefault()
            is { Act: { } act, At: { } at })
        {
            if (at > draft.Up) draft.State = draft.State with { Up = at };
            act(draft, settings);
        }
    }

    // Of two at one moment the first of these is first.
    private static IEnumerable<Due> All(CounterState state, CounterSettings settings) =>
    [
        new(state.Strays.MinuteEnds, (draft, _) => Strays.EndMinute(draft, draft.Up)),
        new(state.Invitation?.Deadline, (draft, _) => Turns.Close(draft, UnratedReason.TimedOut, draft.Up)),
        new(state.Typing?.Until, SignOns.End),
        new(state.Service?.Due, (draft, _) => Servicing.Expire(draft)),
        new(Shifts.IdleDue(state, settings.SignOn), (draft, _) => Shifts.Idle(draft)),
    ];

    private readonly record struct Due(TimeSpan? At, Action<CounterDraft, CounterSettings> Act);
}
