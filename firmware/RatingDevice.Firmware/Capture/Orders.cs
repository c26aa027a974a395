using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>Which of the branch's commands are still good: each once, none after its time.</summary>
internal static class Orders
{
    public const int Remembered = 64;

    public static readonly TimeSpan IdentifyFor = TimeSpan.FromSeconds(10);

    /// <summary>
    /// True for a command to be done. It is remembered either way. Whether it is too old is asked only of a
    /// synced clock: one that says 1970 knows nothing, and the link never hands over commands from before
    /// it connected.
    /// </summary>
    public static bool Take(CounterDraft draft, Ordered order)
    {
        var seen = draft.State.Seen;
        if (seen.Contains(order.Command.Id)) return false;
        seen = seen.Enqueue(order.Command.Id);
        if (seen.Count() > Remembered) seen = seen.Dequeue();
        draft.State = draft.State with { Seen = seen };
        return order.Clock == ClockQuality.Unsynced || order.Now - order.Command.At <= order.Command.Ttl;
    }

    /// <summary>Orders that change no entry: pause, resume, identify.</summary>
    public static void SetMode(CounterDraft draft, CommandVerb verb) => draft.State = verb switch
    {
        CommandVerb.Pause => draft.State with { Paused = true },
        CommandVerb.Resume => draft.State with { Paused = false },
        CommandVerb.Identify => draft.State with { IdentifyUntil = draft.Up + IdentifyFor },
        _ => draft.State,
    };
}
