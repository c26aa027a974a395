using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// Carries inputs to the counter, its entries to the journal, and only then its picture to the panels: a
/// thanks that is seen is on disk. The one writer of the journal.
/// </summary>
/// <param name="append">The journal's append; throws <see cref="JournalException"/> and keeps nothing
/// then.</param>
/// <param name="show">Shows a view on every panel; told the state too, for the status.</param>
internal sealed partial class CounterLoop(
    DeviceClock clock,
    CounterSettings settings,
    CounterInbox inbox,
    Func<IReadOnlyList<Entry>, JournalHead> append,
    Action<PanelView, CounterState> show,
    ILogger<CounterLoop> log)
{
    /// <summary>With nothing to do the loop still turns this often, to show that it lives.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private readonly Counter _counter = new(settings);
    private readonly PanelReading _reading = new(settings.Levels);
    private Debouncer _debouncer = new(settings.Debounce);
    private StuckKeys _stuck = new(settings.Stuck);
    private ServiceHold _hold = new(settings.Levels, settings.Service.Hold);
    private CounterState _state = new() { Head = 0, Up = TimeSpan.Zero };
    private PanelView? _shown;
    private long _lastAlive = clock.Time.GetTimestamp();

    /// <summary>The latest state, for the status; safe to read from anywhere.</summary>
    public CounterState State => Volatile.Read(ref _state);

    /// <summary>When the loop last turned, in the clock's timestamps.</summary>
    public long LastAlive => Interlocked.Read(ref _lastAlive);

    /// <param name="head">The journal's last number.</param>
    /// <param name="known">What the journal knew when it was opened.</param>
    public async Task RunAsync(long head, JournalRecovery known, string firmware, CancellationToken stop)
    {
        using var timer = clock.Time.CreateTimer(
            _ => inbox.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Begin(head, known, firmware);
        try
        {
            do
            {
                while (inbox.Items.TryRead(out var item)) Take(item);
                FindHeld(clock.Up); // not before: a release may have waited behind a slow commit
                Interlocked.Exchange(ref _lastAlive, clock.Time.GetTimestamp());
                timer.Change(UntilDue(), Timeout.InfiniteTimeSpan);
            }
            while (await inbox.Items.WaitToReadAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            while (inbox.Items.TryRead(out var item)) Take(item);
            var last = _counter.Stop(_state, clock.Up);
            if (Write(last, out _)) Adopt(last.Next);
        }
    }

    private void Begin(long head, JournalRecovery known, string firmware)
    {
        var before = new CounterState { Head = head, Up = clock.Up };
        var start = CounterStart.Begin(head, known, settings, firmware, clock);
        Adopt(Write(start, out var code) ? start.Next : CounterStart.Fail(before, start, code));
    }

    private void Take(InboxItem item)
    {
        if (Read(item) is { } input) Take(input);
    }

    private void Take(CounterInput input)
    {
        var step = _counter.Next(_state, input);
        Adopt(Write(step, out var code) ? step.Next : Counter.Fail(_state, input, code));
    }

    // A panel's time is its own word: never from the future.
    private CounterInput? Read(InboxItem item)
    {
        var now = clock.Up;
        if (item.Command is { } command)
            return new Ordered(command, clock.At(now), clock.Quality, now);
        if (item.Panel is not { } seen) return item.Own ?? new Tick(now);
        if (seen.Up > now) seen = seen with { Up = now };
        if (seen is PanelSignOn && !settings.SignOn.Open) return new Tick(now);
        if (seen is not KeyEdge edge) return PanelReading.Of(seen);
        if (!_reading.Knows(edge.Key))
        {
            UnknownKey(edge.Key);
            return null;
        }

        FindHeld(edge.Up);
        var covered = _hold.Covers(edge.Key);
        _hold = _hold.Next(edge);
        _debouncer = _debouncer.Next(edge, out var pressed);
        var believed = !_stuck.Distrusts(edge.Key);
        _stuck = _stuck.Next(edge, ignored: pressed && !believed);
        return pressed && believed && !covered ? PanelReading.Of(edge) : null;
    }

    private void FindHeld(TimeSpan now)
    {
        _hold = _hold.At(now, out var asked);
        if (asked) Take(new ServiceAsked(now));
        _stuck = _stuck.At(now, out var news);
        if (news is null) return;
        Stuck(news.Raised, news.Detail);
        Take(news);
    }

    private bool Write(CounterStep step, out FaultCode code)
    {
        code = FaultCode.JournalWrite;
        if (step.Entries.Count == 0) return true;
        try
        {
            var head = append(step.Entries);
            if (head.N != step.Next.Head)
                throw new InvalidOperationException(
                    $"the journal is at {head.N}, the counter at {step.Next.Head}: who else writes?");
            return true;
        }
        catch (JournalException e)
        {
            code = e.Full ? FaultCode.JournalFull : FaultCode.JournalWrite;
            if (_state.Outage is null) OutOfOrder(e.Message);
            return false;
        }
    }

    private void Adopt(CounterState next)
    {
        if (_state.Outage is { } was && next.Outage is null) BackInOrder(was.Missed);
        Volatile.Write(ref _state, next);
        var view = CounterView.Of(next);
        if (view == _shown) return;
        _shown = view;
        show(view, next);
    }

    private TimeSpan UntilDue()
    {
        TimeSpan?[] dues = [_counter.NextDue(_state), _stuck.NextDue, _hold.NextDue];
        var due = dues.Min() - clock.Up ?? Heartbeat;
        return due < TimeSpan.Zero ? TimeSpan.Zero : due < Heartbeat ? due : Heartbeat;
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Out of order: {Why} Presses are not thanked but counted.")]
    private partial void OutOfOrder(string why);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Back in order. {Missed} presses could not be kept and are counted as missing.")]
    private partial void BackInOrder(int missed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A key is stuck: {Raised}; {What}")]
    private partial void Stuck(bool raised, string? what);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A panel reports key {Key}, not one of counter:levels. Ignored; correct its key table.")]
    private partial void UnknownKey(PanelKey key);
}
