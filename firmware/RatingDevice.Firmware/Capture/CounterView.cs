using RatingDevice.Firmware.Panel;

namespace RatingDevice.Firmware.Capture;

/// <summary>A state as a picture.</summary>
internal static class CounterView
{
    /// <summary>
    /// A customer's turn is never covered by a technician's or the branch's wish; a dead journal covers
    /// all.
    /// </summary>
    public static PanelView Of(CounterState state)
    {
        var teller = state.TellerNow;
        var view = new PanelView(PanelMood.Idle, teller, Faults: state.Faults);
        if (state.Outage is null && state.Invitation is { } open)
            return view with { Mood = PanelMood.Invited, Service = open.Service, Until = open.Deadline };
        if (state.Outage is null && state.Answer is { } answer && state.Up < answer.ShownUntil)
            return Thanks(view, answer, state.Up);
        if (state.Outage is null && state.Service is { } run)
            return view with { Mood = PanelMood.Service, Tests = run.Picture, Until = run.EndsAt };
        if (state.Up < state.IdentifyUntil)
            return view with { Mood = PanelMood.Identify, Until = state.IdentifyUntil };
        if (state.Outage is not null) return view with { Mood = PanelMood.OutOfOrder };
        // without its end, which every digit puts off: how many there were would show
        if (state.Typing is not null) return view with { Mood = PanelMood.Pin };
        if (state.Up < state.Tries.ShownUntil)
            return view with { Mood = PanelMood.Refused, Until = state.Tries.ShownUntil };
        if (state.Paused) return view with { Mood = PanelMood.Paused };
        return teller is null ? view with { Mood = PanelMood.SignedOff } : view;
    }

    private static PanelView Thanks(PanelView view, Answer answer, TimeSpan up) => view with
    {
        Mood = PanelMood.Thanks,
        Service = answer.To.Service,
        Until = answer.ShownUntil,
        CanChange = up < answer.ChangeUntil,
    };
}
