using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>
/// Holds the last view and lets pages watch it. No queue: a slow page skips to the newest view. The view is
/// said again every few seconds, which tells a page that the device is there.
/// </summary>
internal sealed class ViewBoard(DeviceClock clock, int mostWatchers)
{
    internal static readonly TimeSpan Repeat = TimeSpan.FromSeconds(5);

    private volatile Picture _now = new(null);
    private int _watchers;

    public int MostWatchers => mostWatchers;

    public void Show(PanelView view)
    {
        var before = Interlocked.Exchange(ref _now, new Picture(view));
        before.Next.SetResult();
    }

    /// <summary>False where as many pages watch as may; otherwise <see cref="Leave"/> must follow.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _watchers) <= mostWatchers) return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _watchers);

    /// <summary>The current view at once, then each newer one; ends when told to stop.</summary>
    public async IAsyncEnumerable<SseItem<string>> WatchAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var picture = _now;
            if (picture.View is { } view)
            {
                var text = ViewJson.Write(view, clock.Up);
                yield return new SseItem<string>(text, "view") { ReconnectionInterval = Repeat / 5 };
            }
            await NextAsync(picture.Next.Task, stop);
        }
    }

    private async Task NextAsync(Task next, CancellationToken stop)
    {
        try
        {
            await next.WaitAsync(Repeat, clock.Time, stop);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Time to say the view again, or to end: the caller's loop knows.
        }
    }

    private sealed record Picture(PanelView? View)
    {
        public TaskCompletionSource Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
