using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// Service mode: a technician tries one part after another. Begins only where nobody is asked; every press in
/// it is a "test" entry, and no invitation opens, so nothing in it can become a rating. It ends by itself,
/// and says how long it was, how many presses it took, and how many invitations it kept from being opened.
/// </summary>
internal static class Servicing
{
    /// <summary>Begins or ends it. A customer's turn comes first.</summary>
    public static void Ask(CounterDraft draft, CounterSettings settings)
    {
        var state = draft.State;
        if (state.Service is not null)
        {
            End(draft, ServiceEnd.Done);
            return;
        }

        if (settings.Service.Hold is null || state.Invitation is not null) return;
        if (draft.Up < state.Answer?.ChangeUntil) return;
        SignOns.Drop(draft);
        Strays.EndMinute(draft, draft.Up); // what was pressed before is no test
        draft.Add(new ServiceMode { Up = draft.Up, On = true, Teller = state.Teller });
        draft.State = draft.State with
        {
            Answer = null,
            Service = new ServiceRun(draft.Up + settings.Service.Most, null, 0, 0, 0,
                new ServicePicture(DevicePart.Keys, [], [])),
        };
    }

    /// <summary>A level key: always a test, and an answer where a person is asked.</summary>
    public static void Press(CounterDraft draft, CounterSettings settings, LevelCode level)
    {
        draft.Add(new Test { Up = draft.Up, Level = level });
        var run = Set(draft, draft.State.Service! with { Presses = draft.State.Service.Presses + 1 });
        switch (run.Picture.Step)
        {
            case DevicePart.Keys: See(draft, settings, level); break;
            case DevicePart.Lamps or DevicePart.Buzzer or DevicePart.Display:
                if (level == settings.Levels[0]) Found(draft, true, null);
                else if (level == settings.Levels[^1]) Found(draft, false, "the technician says no");
                break;
        }

        if (run.Presses >= ServiceRun.MostPresses) End(draft, ServiceEnd.Limit);
    }

    /// <summary>The teller's key: goes on without an answer; at the results it ends service mode.</summary>
    public static void Next(CounterDraft draft, CounterSettings settings)
    {
        var picture = draft.State.Service!.Picture;
        switch (picture.Step)
        {
            case null: End(draft, ServiceEnd.Done); break;
            case DevicePart.Keys:
                var missing = settings.Levels.Where(l => !picture.Seen.Contains(l));
                Found(draft, false, Faults.Cut($"not seen: {string.Join(", ", missing)}"));
                break;
            case DevicePart.Link: break; // ends by itself
            default: Found(draft, false, "not answered"); break;
        }
    }

    /// <summary>An invitation asked for by somebody who is not at the panel: refused, and counted.</summary>
    public static void Refuse(CounterDraft draft) =>
        Set(draft, draft.State.Service! with { Refused = draft.State.Service.Refused + 1 });

    /// <summary>A card in service mode tries the reader; nobody is signed on by it.</summary>
    public static void Read(CounterDraft draft)
    {
        if (draft.Up < draft.State.Tries.RestUntil) return;
        draft.State = draft.State with
        {
            Tries = draft.State.Tries with { RestUntil = draft.Up + SignOnTries.Rest },
        };
        var run = draft.State.Service!;
        if (run.Picture.Results.Any(r => r.Part == DevicePart.Reader)) return;
        Note(draft, DevicePart.Reader, true, null);
    }

    public static void Acked(CounterDraft draft, AckSeen ack)
    {
        var run = draft.State.Service!;
        if (run.Picture.Step == DevicePart.Link && ack.N >= run.Asked) Found(draft, true, null);
    }

    /// <summary>Its time, or that of a step, is over.</summary>
    public static void Expire(CounterDraft draft)
    {
        var run = draft.State.Service!;
        if (draft.Up >= run.EndsAt) End(draft, ServiceEnd.Limit);
        else if (run.Picture.Step == DevicePart.Link)
            Found(draft, false, $"no acknowledgement within {ServiceRun.LinkTime.TotalSeconds:0} s");
        else End(draft, ServiceEnd.Done);
    }

    /// <summary>Ends it; does nothing without it.</summary>
    public static void End(CounterDraft draft, ServiceEnd why)
    {
        if (draft.State.Service is not { } run) return;
        draft.Add(new ServiceMode
        {
            Up = draft.Up, On = false, Teller = draft.State.Teller, Why = why,
            Presses = run.Presses, Refused = run.Refused,
        });
        draft.State = draft.State with { Service = null, LastUse = draft.Up };
    }

    private static void See(CounterDraft draft, CounterSettings settings, LevelCode level)
    {
        var run = draft.State.Service!;
        if (run.Picture.Seen.Contains(level)) return;
        LevelCode[] seen = [.. run.Picture.Seen, level];
        Set(draft, run with { Picture = run.Picture with { Seen = seen } });
        if (seen.Length == settings.Levels.Count) Found(draft, true, null);
    }

    // The result is written, and the next step begins; the journal is tried by that very writing.
    private static void Found(CounterDraft draft, bool ok, string? detail)
    {
        var step = draft.State.Service!.Picture.Step!.Value;
        var n = Note(draft, step, ok, detail);
        DevicePart? next = step switch
        {
            DevicePart.Keys => DevicePart.Lamps,
            DevicePart.Lamps => DevicePart.Buzzer,
            DevicePart.Buzzer => DevicePart.Display,
            DevicePart.Display => DevicePart.Link,
            _ => null,
        };
        if (next is null) Note(draft, DevicePart.Journal, true, null);
        var run = draft.State.Service!;
        Set(draft, run with
        {
            Picture = run.Picture with { Step = next },
            Asked = n,
            StepEnds = next switch
            {
                DevicePart.Link => draft.Up + ServiceRun.LinkTime,
                null => draft.Up + ServiceRun.ResultsTime,
                _ => null,
            },
        });
    }

    private static long Note(CounterDraft draft, DevicePart part, bool ok, string? detail)
    {
        var n = draft.Add(new Check { Up = draft.Up, Part = part, Ok = ok, Detail = detail });
        var run = draft.State.Service!;
        ServiceResult[] results = [.. run.Picture.Results, new ServiceResult(part, ok)];
        Set(draft, run with { Picture = run.Picture with { Results = results } });
        return n;
    }

    private static ServiceRun Set(CounterDraft draft, ServiceRun run)
    {
        draft.State = draft.State with { Service = run };
        return run;
    }
}
