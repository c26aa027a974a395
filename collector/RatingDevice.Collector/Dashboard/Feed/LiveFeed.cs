namespace RatingDevice.Collector.Dashboard.Feed;

/// <summary>
/// One writer, many viewers. Publishing never waits: not for a viewer, not for a lock that is held for long.
/// Safe from any thread.
/// </summary>
/// <param name="run">Names this run of the collector: an id of another run cannot be resumed from.</param>
internal sealed class LiveFeed(string run, FeedLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Queue<FeedEvent> _ring = new();
    private readonly HashSet<FeedViewer> _viewers = [];
    private long _number;
    private bool _ended;

    /// <summary>Viewers now.</summary>
    public int Viewers
    {
        get
        {
            lock (_gate) return _viewers.Count;
        }
    }

    /// <summary>Id of the newest event.</summary>
    public string Position => Id(Interlocked.Read(ref _number));

    /// <summary>Viewers dropped because they read too slowly, since start.</summary>
    public long Dropped { get; private set; }

    /// <summary>Viewers refused because there were too many, since start.</summary>
    public long Refused { get; private set; }

    /// <summary>Sends an event to all.</summary>
    public void Publish(string kind, string json)
    {
        lock (_gate)
        {
            _number++;
            var next = new FeedEvent(_number, Id(_number), kind, json);
            if (_ring.Count == limits.Ring) _ring.Dequeue();
            _ring.Enqueue(next);
            Dropped += _viewers.RemoveWhere(v => !v.Offer(next));
        }
    }

    /// <summary>Lets a viewer in; null where there are too many, or the feed has ended.</summary>
    /// <param name="lastEventId">What the viewer has seen last; null or anything else: nothing.</param>
    public FeedViewer? Join(string? lastEventId)
    {
        lock (_gate)
        {
            if (_ended || _viewers.Count >= limits.Viewers)
            {
                Refused++;
                return null;
            }

            var seen = NumberOf(lastEventId);
            var oldest = _number - _ring.Count;
            var resumed = seen is { } last && last >= oldest && last <= _number;
            var missed = resumed ? _ring.Where(e => e.Number > seen).ToArray() : [];
            var viewer = new FeedViewer(this, limits.Queue, missed, resumed, Id(_number));
            _viewers.Add(viewer);
            return viewer;
        }
    }

    /// <summary>Ends every stream: the program stops.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            foreach (var viewer in _viewers) viewer.End();
        }
    }

    internal void Leave(FeedViewer viewer)
    {
        lock (_gate) _viewers.Remove(viewer);
    }

    private string Id(long number) => $"{run}-{number}";

    private long? NumberOf(string? id)
    {
        if (id is null || !id.StartsWith(run + "-", StringComparison.Ordinal)) return null;
        return long.TryParse(id.AsSpan(run.Length + 1), out var number) ? number : null;
    }
}
