using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// Presses that answer nothing: a line each while they are few, then one line with a count.
/// </summary>
internal static class Strays
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void Press(CounterDraft draft, LevelCode level)
    {
        var tally = draft.State.Strays;
        var ends = tally.MinuteEnds ?? draft.Up + Minute;
        if (tally.Lines < StrayTally.LinesPerMinute)
        {
            Add(draft, level, 1, draft.Up);
            Set(draft, tally with { MinuteEnds = ends, Lines = tally.Lines + 1 });
        }
        else
        {
            Set(draft, tally with { Held = tally.Held + 1, Last = level });
        }
    }

    /// <summary>The minute is over: what was held is written, counting begins anew.</summary>
    public static void EndMinute(CounterDraft draft, TimeSpan up)
    {
        Flush(draft, up);
        Set(draft, StrayTally.None);
    }

    /// <summary>Writes what is held, as before the teller changes: the line names the teller.</summary>
    public static void Flush(CounterDraft draft, TimeSpan up)
    {
        var tally = draft.State.Strays;
        if (tally.Held == 0) return;
        Add(draft, tally.Last, tally.Held, up);
        Set(draft, tally with { Held = 0 });
    }

    private static void Add(CounterDraft draft, LevelCode level, int count, TimeSpan up) =>
        draft.Add(new Stray { Up = up, Teller = draft.State.Teller, Level = level, Count = count });

    private static void Set(CounterDraft draft, StrayTally tally) =>
        draft.State = draft.State with { Strays = tally };
}
