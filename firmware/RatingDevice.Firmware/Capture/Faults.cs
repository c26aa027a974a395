using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>Faults of other parts, and what the wall clock did, as entries.</summary>
internal static class Faults
{
    /// <summary>Keeps the list of lasting faults, and hands out a line only when something changed.</summary>
    public static void Note(CounterDraft draft, FaultSeen seen, Action<Entry> write)
    {
        if (draft.State.Faults.Contains(seen.Code) == seen.Raised) return;
        Set(draft, seen.Code, seen.Raised);
        write(new Fault { Up = draft.Up, Code = seen.Code, Raised = seen.Raised, Detail = Cut(seen.Detail) });
    }

    public static void Set(CounterDraft draft, FaultCode code, bool raised)
    {
        var without = draft.State.Faults.Where(f => f != code);
        draft.State = draft.State with { Faults = raised ? [.. without, code] : [.. without] };
    }

    public static Entry Line(ClockSeen clock, TimeSpan up) =>
        new ClockChanged { Up = up, Was = clock.Was, Step = clock.StepMs };

    public static string? Cut(string? detail) => detail switch
    {
        null or "" => null,
        { Length: > Limits.DetailChars } => detail[..Limits.DetailChars],
        _ => detail,
    };
}
