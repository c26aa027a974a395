using System.Diagnostics;
using RatingDevice.Demo.Processes;
using RatingDevice.Demo.Watch;

namespace RatingDevice.Demo.Counter;

/// <summary>Plays teller and customers at one counter, visit after visit.</summary>
/// <param name="device">The counter's device.</param>
/// <param name="hands">Presses.</param>
/// <param name="eyes">Sees.</param>
/// <param name="diary">Takes down what was done and seen.</param>
internal sealed class CounterWalk(BranchDevice device, PanelHands hands, PanelEyes eyes, Diary diary)
{
    // People wait this long before they give up; far more than a panel needs on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ThanksPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CounterPcPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(10);
    private int _shift;

    private string Shown => eyes.Last.View?.Mood ?? "nothing";

    private string Teller => device.Tellers[_shift % device.Tellers.Count];

    /// <summary>
    /// Signs on, plays the visits at their times, finishes the one begun when told to stop, signs off.
    /// </summary>
    /// <param name="visits">The script.</param>
    /// <param name="perPress">Time each press in a window should take up.</param>
    /// <param name="close">No new visit after this; cancelled with <paramref name="stop"/> at the
    /// latest.</param>
    /// <param name="stop">Leave everything at once.</param>
    public async Task RunAsync(
        IEnumerable<Visit> visits, TimeSpan perPress, CancellationToken close, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        var due = TimeSpan.Zero;
        foreach (var visit in visits)
        {
            var wait = due - Stopwatch.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero) await Task.WhenAny(Task.Delay(wait, close));
            var ready = !close.IsCancellationRequested && await GetReadyAsync(close);
            stop.ThrowIfCancellationRequested();
            if (close.IsCancellationRequested) break;
            if (ready) await PlayAsync(visit, stop);
            due += perPress * visit.Presses;
        }

        await eyes.WaitNowAsync(s => s.Shows("idle") || s.Shows("signed-off"), LastPatience, stop);
        await hands.SignOffAsync(stop);
    }

    /// <summary>Waits for a free panel and a teller at it; false when there was none for long.</summary>
    private async Task<bool> GetReadyAsync(CancellationToken close)
    {
        var free = await eyes.WaitNowAsync(s => s.Shows("idle") || s.Shows("signed-off"), Patience, close);
        if (close.IsCancellationRequested) return false;
        if (free is null)
        {
            diary.Note($"{device.Id}: not free for {Patience.TotalSeconds} s, shows {Shown}");
            return false;
        }

        if (free.View!.Teller == Teller) return true;
        if (!await hands.SignOnAsync(Teller, close)) return false;
        var on = await eyes.WaitAsync(
            s => s.Shows("idle") && s.View!.Teller == Teller, free.Number, Patience, close);
        return on is not null;
    }

    private async Task PlayAsync(Visit visit, CancellationToken stop)
    {
        switch (visit.Kind)
        {
            case VisitKind.TellersChange:
                if (await hands.SignOffAsync(stop)) _shift++;
                break;
            case VisitKind.PlaysWithKeys:
                await PressAsync(visit.Level, "", PressKind.Outside, stop);
                break;
            default:
                if (await InviteAsync(visit, stop)) await AnswerAsync(visit, stop);
                break;
        }
    }

    private async Task<bool> InviteAsync(Visit visit, CancellationToken stop)
    {
        var before = eyes.Last.Number;
        var asked = visit.ByCounterPc
            ? await hands.InviteByCounterPcAsync(visit.Service, stop)
            : await hands.InviteAsync(visit.Service, stop);
        var seen = !asked ? null : await eyes.WaitAsync(
            s => s.Shows("invited") && s.View!.Service == visit.Service,
            before, visit.ByCounterPc ? CounterPcPatience : ThanksPatience, stop);
        if (seen is null) diary.Note($"{device.Id}: no invitation came up for {visit.Service}");
        else diary.Write(new Invitation(device.Id, seen.View!.Teller, visit.Service, visit.ByCounterPc));
        return seen is not null;
    }

    private async Task AnswerAsync(Visit visit, CancellationToken stop)
    {
        if (visit.Kind == VisitKind.Leaves)
        {
            await eyes.WaitAsync(s => !s.Shows("invited"), eyes.Last.Number, Patience, stop);
            return;
        }

        await Task.Delay(visit.Think, stop);
        var first = await PressAsync(visit.Level, visit.Service, PressKind.First, stop);
        if (first.ThankedAt is null) return;
        if (visit.Kind == VisitKind.ChangesMind)
            await PressAsync(visit.Other, visit.Service, PressKind.Change, stop);
        else if (visit.Kind == VisitKind.PressesTwice)
            await PressAsync(visit.Level, visit.Service, PressKind.Repeat, stop);
    }

    /// <summary>Presses a key, looks for thanks where it should come, and takes both down.</summary>
    private async Task<Press> PressAsync(string level, string service, PressKind kind, CancellationToken stop)
    {
        var before = eyes.Last;
        var wall = DateTimeOffset.UtcNow;
        var at = Stopwatch.GetTimestamp();
        var taken = await hands.PressAsync(level, stop);
        Sighting? thanks = null;
        if (kind is PressKind.First or PressKind.Change)
        {
            // Thanks for a changed mind is a new picture that still says "you may change"; the picture in
            // which
            // the grace time ends is none. Whatever else comes first, was no thanks for this press.
            var end = await eyes.WaitAsync(
                s => (s.Shows("thanks") && (s.View!.CanChange || kind == PressKind.First))
                    || !(s.Shows("invited") || s.Shows("thanks")),
                before.Number, taken ? ThanksPatience : TimeSpan.FromSeconds(1), stop);
            if (end is not null && end.Shows("thanks") && end.View!.Service == service) thanks = end;
        }

        var press = new Press(device.Id, before.View?.Teller, service, level, kind, at, thanks?.SeenAt, wall);
        diary.Write(press);
        if (press.Rates && thanks is null)
            diary.Note($"{device.Id}: pressed {level} for {service}, no thanks (shows {Shown})");
        return press;
    }
}
