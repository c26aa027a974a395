using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>One customer's turn: asked, answers or not, may change the answer.</summary>
internal static class Turns
{
    public static void Invite(CounterDraft draft, CounterSettings settings, ServiceId? service, Trigger by)
    {
        if (draft.State.Paused) return;
        if (draft.State.Invitation is { } open)
        {
            // Asked twice for one customer is one invitation; another ticket means that the customer has
            // gone.
            if (service is null || open.Service is null || service == open.Service) return;
            Close(draft, UnratedReason.Cancelled, draft.Up);
        }

        Shifts.Depart(draft);
        var (up, teller) = (draft.Up, draft.State.Teller);
        var n = draft.Add(new Invited { Up = up, Teller = teller, Service = service, By = by });
        draft.State = draft.State with
        {
            Invitation = new Invitation(n, up, up + settings.Window, teller, service, by),
            Answer = null,
        };
    }

    public static void Press(CounterDraft draft, CounterSettings settings, LevelCode level)
    {
        if (draft.State.Invitation is { } open)
        {
            Rate(draft, settings, open, level, null);
        }
        else if (draft.State.Answer is { } answer && draft.Up < answer.ChangeUntil && level != answer.Level)
        {
            Rate(draft, settings, answer.To, level, answer);
        }
        else
        {
            Strays.Press(draft, level);
        }
    }

    /// <summary>Ends an open invitation without a rating; does nothing without one.</summary>
    public static void Close(CounterDraft draft, UnratedReason reason, TimeSpan up)
    {
        if (draft.State.Invitation is not { } open) return;
        draft.State = draft.State with { Invitation = null };
        draft.Add(new Unrated
        {
            Up = up,
            Teller = open.Teller,
            Service = open.Service,
            Invited = open.N,
            After = up - open.At,
            By = open.By,
            Reason = reason,
        });
    }

    private static void Rate(
        CounterDraft draft, CounterSettings settings, Invitation to, LevelCode level, Answer? replaced)
    {
        var up = draft.Up;
        var n = draft.Add(new Rated
        {
            Up = up,
            Teller = to.Teller,
            Service = to.Service,
            Invited = to.N,
            Level = level,
            After = up - to.At,
            By = to.By,
            Replaces = replaced?.N,
            Was = replaced?.Level,
        });
        var changeUntil = up + settings.Grace;
        var shown = settings.Thanks > settings.Grace ? settings.Thanks : settings.Grace;
        draft.State = draft.State with
        {
            Invitation = null,
            Answer = new Answer(to, n, level, changeUntil, up + shown),
        };
    }
}
