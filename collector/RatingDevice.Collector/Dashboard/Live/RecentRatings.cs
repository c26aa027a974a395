using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Live;

/// <summary>
/// The last ratings by the time of the press, newest first; a replaced one makes way for its successor.
/// </summary>
internal sealed class RecentRatings
{
    public const int Most = 30;

    private readonly Lock _gate = new();
    private readonly List<CounterEvent> _last = [];

    /// <summary>What is shown now.</summary>
    public IReadOnlyList<CounterEvent> Now
    {
        get
        {
            lock (_gate) return [.. _last];
        }
    }

    /// <summary>
    /// Takes entries in; what is no rating, or is too old to be among the last, is passed over.
    /// </summary>
    public void Take(IEnumerable<CounterEvent> events)
    {
        lock (_gate)
        {
            foreach (var e in events)
                if (e.Kind == EventKind.Rated) Take(e);
        }
    }

    private void Take(CounterEvent e)
    {
        if (_last.Count == Most && e.At < _last[^1].At) return;
        if (_last.Exists(l => l.Journal == e.Journal && (l.N == e.N || l.Replaces == e.N))) return;
        _last.RemoveAll(l => l.Journal == e.Journal && l.N == e.Replaces);
        var at = _last.FindIndex(l => l.At <= e.At);
        _last.Insert(at < 0 ? _last.Count : at, e);
        if (_last.Count > Most) _last.RemoveAt(Most);
    }
}
