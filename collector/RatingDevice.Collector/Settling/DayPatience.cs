using RatingDevice.Collector.Account;

namespace RatingDevice.Collector.Settling;

/// <summary>
/// Which marked days are ripe: those that have been quiet for a while, and those that never are quiet, now
/// and then. Not thread-safe.
/// </summary>
/// <param name="quiet">A day unchanged for this long is ripe.</param>
/// <param name="most">A marked day is ripe after this long even if it changes all the time.</param>
internal sealed class DayPatience(TimeSpan quiet, TimeSpan most)
{
    private readonly Dictionary<(OutletId, DateOnly), Seen> _seen = [];

    /// <summary>When the day that waits longest was first seen; null where none waits.</summary>
    public DateTimeOffset? Oldest => _seen.Count == 0 ? null : _seen.Values.Min(s => s.First);

    /// <summary>Ripe ones in their order. Days that are no longer marked are forgotten.</summary>
    public IReadOnlyList<DirtyDay> Ripe(IReadOnlyList<DirtyDay> marked, DateTimeOffset now)
    {
        var there = marked.Select(Key).ToHashSet();
        foreach (var gone in _seen.Keys.Where(k => !there.Contains(k)).ToList()) _seen.Remove(gone);
        foreach (var day in marked)
        {
            var seen = _seen.GetValueOrDefault(Key(day)) ?? new(now, day.Mark, now);
            _seen[Key(day)] = seen.Mark == day.Mark ? seen : seen with { Mark = day.Mark, Changed = now };
        }

        return [.. marked.Where(d => _seen[Key(d)] is var s
            && (now - s.Changed >= quiet || now - s.First >= most))];
    }

    /// <summary>A day was settled: if it is marked still or again, it waits anew.</summary>
    public void Forget(DirtyDay day) => _seen.Remove(Key(day));

    private static (OutletId, DateOnly) Key(DirtyDay day) => (day.Outlet, day.Day);

    private sealed record Seen(DateTimeOffset First, long Mark, DateTimeOffset Changed);
}
