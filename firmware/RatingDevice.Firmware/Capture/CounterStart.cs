using RatingDevice.Firmware.Journal;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>How a counter begins: from what its journal knew, with the lines every start writes.</summary>
internal static class CounterStart
{
    public static CounterStep Begin(
        long head, JournalRecovery known, CounterSettings settings, string firmware, DeviceClock clock)
    {
        var up = clock.Up;
        var draft = new CounterDraft(new CounterState
        {
            Head = head, Up = up, Teller = known.Teller, LastUse = up,
            TellerUp = known.SignedOn is { } on && on.Boot == clock.Boot && on.Up <= up ? on.Up : null,
            TellerAt = known.SignedOn is { Clock: ClockQuality.Synced } synced ? synced.At : null,
        });
        draft.Add(new Boot { Up = up, Firmware = firmware });
        draft.Add(new Configured
        {
            Up = up,
            Levels = settings.Levels,
            Window = settings.Window,
            Grace = settings.Grace,
        });
        if (known.Damage is { } damage)
        {
            Faults.Set(draft, FaultCode.JournalDamaged, true);
            draft.Add(new Fault
            {
                Up = up,
                Code = FaultCode.JournalDamaged,
                Raised = true,
                Missed = known.DamagedRatings,
                Detail = Faults.Cut(damage),
            });
        }

        if (known.Open is { } open) draft.Add(Closed(open, up, clock.Boot));
        return draft.Finish();
    }

    /// <summary>The start's lines could not be written: they wait with the rest.</summary>
    public static CounterState Fail(CounterState before, CounterStep start, FaultCode code)
    {
        var draft = new CounterDraft(start.Next with { Head = before.Head });
        Outages.Begin(draft, code);
        foreach (var entry in start.Entries) Outages.Wait(draft, entry);
        return draft.State;
    }

    private static Unrated Closed(Invited open, TimeSpan up, BootId boot) => new()
    {
        Up = up,
        Teller = open.Teller,
        Service = open.Service,
        Invited = open.N,
        After = open.Boot == boot && open.Up <= up ? up - open.Up : null,
        By = open.By,
        Reason = UnratedReason.Restarted,
    };
}
