using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Live;

/// <summary>
/// Where several collectors write one store, each one's live page shows the whole: its own entries at once,
/// what the others committed within a second or two. Each entry is told once.
/// </summary>
internal sealed class LiveNeighbours(IRatingStore store, LiveSource source, TimeProvider time)
{
    /// <summary>Rows of the others told of in one look; of more only the newest.</summary>
    private const int Most = 2000;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly HashSet<(JournalId, long)> _own = [];
    private Dictionary<JournalId, long>? _told;

    /// <summary>For ingest: entries were committed here.</summary>
    public void Committed(IReadOnlyList<CounterEvent> events)
    {
        if (store.Shared)
        {
            lock (_gate)
            {
                events = [.. events.Where(e => e.N > (_told?.GetValueOrDefault(e.Journal) ?? 0))];
                foreach (var e in events) _own.Add((e.Journal, e.N));
            }
        }

        if (events.Count > 0) source.Committed(events);
    }

    /// <summary>Looks until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                Look();
            }
            catch (StoreException)
            {
                // ingest says what is wrong with the store
            }

            await Task.Delay(Every, time, stop);
        }
    }

    /// <summary>
    /// Tells of what the others committed since the last look; the first one only remembers.
    /// </summary>
    public void Look()
    {
        var heads = store.Journals().ToDictionary(j => j.Journal, j => j.Head);
        var before = _told;
        var moved = before is null ? []
            : heads.Where(h => h.Value > before.GetValueOrDefault(h.Key))
                .ToDictionary(h => h.Key, h => before.GetValueOrDefault(h.Key));
        var beyond = moved.Count == 0 ? [] : store.Beyond(moved, Most);
        List<CounterEvent> news;
        lock (_gate)
        {
            news = [.. beyond.Where(e => e.N <= heads[e.Journal] && !_own.Contains((e.Journal, e.N)))];
            _own.RemoveWhere(o => heads.TryGetValue(o.Item1, out var head) && o.Item2 <= head);
            _told = heads;
        }

        if (news.Count > 0) source.Committed(news);
    }
}
