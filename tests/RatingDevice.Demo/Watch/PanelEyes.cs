using System.Diagnostics;
using System.Text.Json;

namespace RatingDevice.Demo.Watch;

/// <summary>Looks at one panel through its event stream and remembers the last pictures.</summary>
internal sealed class PanelEyes(HttpClient http, Uri panel)
{
    private const int Remembered = 256;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly EventStream _stream = new(http, new Uri(panel, "events"));
    private readonly Queue<Sighting> _seen = new();
    private TaskCompletionSource _changed = New();

    /// <summary>The last picture; number 0 before the first.</summary>
    public Sighting Last { get; private set; } = new(0, 0, null);

    /// <summary>The pictures remembered, oldest first.</summary>
    public IReadOnlyList<Sighting> Seen
    {
        get
        {
            lock (_seen) return [.. _seen];
        }
    }

    public Task RunAsync(CancellationToken stop) => _stream.RunAsync(
        (type, data) =>
        {
            if (type == "view") See(JsonSerializer.Deserialize<PanelPicture>(data, Json));
        },
        () =>
        {
            if (Last.View is not null) See(null);
        },
        stop);

    /// <summary>
    /// The first picture after a number for which it holds; null when none came in time or before the stop.
    /// </summary>
    public async Task<Sighting?> WaitAsync(
        Func<Sighting, bool> holds, long after, TimeSpan within, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(within);
        while (true)
        {
            Task changed;
            lock (_seen)
            {
                if (_seen.FirstOrDefault(s => s.Number > after && holds(s)) is { } found) return found;
                changed = _changed.Task;
            }

            await Task.WhenAny(changed, Task.Delay(Timeout.Infinite, limit.Token));
            if (limit.IsCancellationRequested && !changed.IsCompleted) return null;
        }
    }

    /// <summary>Waits until the panel shows it, now or later.</summary>
    public Task<Sighting?> WaitNowAsync(
        Func<Sighting, bool> holds, TimeSpan within, CancellationToken stop) =>
        WaitAsync(holds, Last.Number - 1, within, stop);

    private void See(PanelPicture? view)
    {
        TaskCompletionSource changed;
        lock (_seen)
        {
            Last = new Sighting(Last.Number + 1, Stopwatch.GetTimestamp(), view);
            _seen.Enqueue(Last);
            if (_seen.Count > Remembered) _seen.Dequeue();
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
