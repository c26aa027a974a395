using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RatingDevice.Collector.Dashboard.Feed;

/// <summary>
/// One viewer of the feed. A bounded queue; when it is full the viewer is dropped, never the feed.
/// </summary>
internal sealed class FeedViewer : IDisposable
{
    private readonly LiveFeed _feed;
    private readonly Channel<FeedEvent> _queue;

    internal FeedViewer(LiveFeed feed, int queue, IReadOnlyList<FeedEvent> missed, bool resumed,
        string position)
    {
        _feed = feed;
        _queue = Channel.CreateBounded<FeedEvent>(queue);
        Missed = missed;
        Resumed = resumed;
        Position = position;
    }

    /// <summary>Events between the viewer's last one and now.</summary>
    public IReadOnlyList<FeedEvent> Missed { get; }

    /// <summary>
    /// True where <see cref="Missed"/> is all; false where the viewer needs a snapshot first.
    /// </summary>
    public bool Resumed { get; }

    /// <summary>Id of the newest event at the time of joining.</summary>
    public string Position { get; }

    /// <summary>True once it was dropped for being slow.</summary>
    public bool Dropped { get; private set; }

    /// <summary>What comes, until cancelled or dropped.</summary>
    public async IAsyncEnumerable<FeedEvent> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (!Dropped && await _queue.Reader.WaitToReadAsync(stop))
            while (!Dropped && _queue.Reader.TryRead(out var next)) yield return next;
    }

    public void Dispose() => _feed.Leave(this);

    /// <summary>
    /// False where the queue is full: what waits is let go, so a slow viewer holds no memory.
    /// </summary>
    internal bool Offer(FeedEvent next)
    {
        if (_queue.Writer.TryWrite(next)) return true;
        Dropped = true;
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out _)) { }
        return false;
    }

    internal void End() => _queue.Writer.TryComplete();
}
