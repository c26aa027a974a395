using System.Threading.Channels;
using RatingDevice.Firmware.Journal;

namespace RatingDevice.Firmware.Link;

/// <summary>
/// The things the link waits for, each asked for once and kept until it comes, so that a wake-up by one does
/// not cancel and repeat the others. Each wait awaits by itself: completions come back where the loop runs,
/// also in a simulation that runs everything on one thread.
/// </summary>
internal sealed class LinkWaits(ILink link, DeviceJournal journal, TimeProvider time, CancellationToken stop)
{
    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private Task? _heard;
    private Task? _nudged;
    private Task? _entry;

    /// <summary>From any thread: wake up and look again.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    /// <summary>Takes back a nudge; true when there was one.</summary>
    public bool TakeNudge() => _nudges.Reader.TryRead(out _);

    /// <summary>Returns when something was heard, nudged or written, or the time is over.</summary>
    /// <param name="span">At most so long.</param>
    /// <param name="after">Wake for an entry beyond this number; null: entries do not matter now.</param>
    public async Task AnyAsync(TimeSpan span, long? after)
    {
        stop.ThrowIfCancellationRequested();
        // Not linked to stop: a delay that is cancelled goes on in another thread, and the other waits see a
        // stop.
        using var timer = new CancellationTokenSource();
        var waits = new List<Task>(4)
        {
            Kept(ref _heard, HeardAsync),
            Kept(ref _nudged, NudgedAsync),
            Task.Delay(span > TimeSpan.Zero ? span : TimeSpan.Zero, time, timer.Token),
        };
        if (after is { } n) waits.Add(Kept(ref _entry, () => EntryAsync(n)));
        var first = await Task.WhenAny(waits);
        timer.Cancel();
        stop.ThrowIfCancellationRequested();
        await first;
    }

    private static Task Kept(ref Task? task, Func<Task> start) =>
        task is null || task.IsCompleted ? task = start() : task;

    private async Task HeardAsync()
    {
        if (!await link.Events.WaitToReadAsync(stop)) throw new LinkException("the link has been closed");
    }

    private async Task NudgedAsync() => await _nudges.Reader.WaitToReadAsync(stop);

    private async Task EntryAsync(long after) => await journal.WaitForEntryAsync(after, stop);
}
