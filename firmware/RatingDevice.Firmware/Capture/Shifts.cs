using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>Tellers come and go. What is open or held is closed under the one whose it is.</summary>
internal static class Shifts
{
    /// <summary>Puts a teller, or nobody, at the counter; nothing when that one is there already.</summary>
    public static void Change(CounterDraft draft, TellerId? to, Trigger by)
    {
        var was = draft.State.Teller;
        if (was == to) return;
        Turns.Close(draft, UnratedReason.TellerChanged, draft.Up);
        Strays.Flush(draft, draft.Up);
        if (was is { } gone) draft.Add(new SignOff { Up = draft.Up, Teller = gone, By = by });
        if (to is { } comes) draft.Add(new SignOn { Up = draft.Up, Teller = comes, By = by });
        draft.State = draft.State with { Teller = to };
    }
}
