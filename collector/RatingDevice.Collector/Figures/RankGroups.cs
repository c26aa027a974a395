namespace RatingDevice.Collector.Figures;

/// <summary>The places a group of lines shares.</summary>
/// <param name="First">Best place, from 1.</param>
/// <param name="Last">Worst place; equal to <paramref name="First"/> where nobody shares it.</param>
internal readonly record struct RankGroup(int First, int Last);

/// <summary>
/// Ranks as groups: from the best downwards, a group goes on as long as the interval touches its best's; the
/// first that does not opens the next. So a group is a run of the order. One further down with few ratings
/// may have an interval wide enough to touch again, and is not in it: it would stand before a better one that
/// is not.
/// </summary>
internal static class RankGroups
{
    /// <summary>A group for each proportion in the order given; null for one with fewer than the least
    /// n.</summary>
    public static IReadOnlyList<RankGroup?> Of(IReadOnlyList<Proportion> all, int least)
    {
        var groups = new RankGroup?[all.Count];
        var order = Enumerable.Range(0, all.Count)
            .Where(i => all[i].Whole >= Math.Max(1, least))
            .OrderByDescending(i => (decimal)all[i].Part / all[i].Whole)
            .ThenByDescending(i => all[i].Whole)
            .ToList();
        for (var first = 0; first < order.Count;)
        {
            var leader = all[order[first]];
            var next = first + 1;
            while (next < order.Count && leader.Overlaps(all[order[next]])) next++;
            for (var i = first; i < next; i++) groups[order[i]] = new(first + 1, next);
            first = next;
        }

        return groups;
    }
}
