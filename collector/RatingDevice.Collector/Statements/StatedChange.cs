using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Statements;

/// <summary>
/// What a kept statement changes in the rows: an edition takes the place of its day's rows, and the month
/// gets the difference. A function of the statement and of what is held, so every store writes the same.
/// </summary>
/// <param name="Put">Rows with their new counts.</param>
/// <param name="Gone">Rows that are no more.</param>
internal sealed record StatedChange(IReadOnlyList<StatedRow> Put, IReadOnlyList<StatedKey> Gone)
{
    /// <summary>The first of the month of a day.</summary>
    public static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Of several days, one after another, together.</summary>
    /// <param name="days">In order of their chains.</param>
    /// <param name="held">All rows of their outlets for the days and their months; stays as it is.</param>
    public static StatedChange Of(
        IReadOnlyList<StatedPeriod> days, IReadOnlyDictionary<StatedKey, byte[]> held)
    {
        var (now, touched) = (new Dictionary<StatedKey, byte[]>(held), new HashSet<StatedKey>());
        var byPlace = now.Keys.ToLookup(k => (k.Outlet, k.Grain, k.First))
            .ToDictionary(g => g.Key, g => g.ToHashSet());
        foreach (var day in days)
        {
            var (outlet, first) = (day.Report.Outlet, day.Report.Period.From);
            var places = new[] { (outlet, Grain.Day, first), (outlet, Grain.Month, Month(first)) };
            var change = Of(day, places.SelectMany(p => byPlace.GetValueOrDefault(p) ?? [])
                .Select(k => new StatedRow(k, now[k])).ToList());
            foreach (var (key, counts) in change.Put)
            {
                now[key] = counts;
                var place = (key.Outlet, key.Grain, key.First);
                if (!byPlace.TryGetValue(place, out var keys)) byPlace[place] = keys = [];
                keys.Add(key);
                touched.Add(key);
            }

            foreach (var key in change.Gone)
            {
                now.Remove(key);
                byPlace.GetValueOrDefault((key.Outlet, key.Grain, key.First))?.Remove(key);
                touched.Add(key);
            }
        }

        return new(
            [.. touched.Where(now.ContainsKey).Select(k => new StatedRow(k, now[k]))],
            [.. touched.Where(k => !now.ContainsKey(k) && held.ContainsKey(k))]);
    }

    /// <param name="next">A statement of a day.</param>
    /// <param name="held">All rows of its outlet for the day and for its month.</param>
    public static StatedChange Of(StatedPeriod next, IEnumerable<StatedRow> held)
    {
        var (put, gone) = (new List<StatedRow>(), new List<StatedKey>());
        var old = held.ToDictionary(r => r.Key, r => r.Counts);
        var now = next.Rows.ToDictionary(r => r.Key, r => r.Counts);
        foreach (var day in now.Keys.Union(old.Keys.Where(k => k.Grain == Grain.Day)))
        {
            var (was, becomes) = (old.GetValueOrDefault(day, []), now.GetValueOrDefault(day, []));
            if (was.AsSpan().SequenceEqual(becomes)) continue;
            Set(day, becomes);
            var month = day with { Grain = Grain.Month, First = Month(day.First) };
            Set(month, Sum(old.GetValueOrDefault(month, []), was, becomes));
        }

        return new(put, gone);

        void Set(StatedKey key, byte[] counts)
        {
            if (counts.Length > 0) put.Add(new(key, counts));
            else gone.Add(key);
        }
    }

    private static byte[] Sum(byte[] month, byte[] was, byte[] becomes)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        void Add(byte[] counts, int sign)
        {
            foreach (var (measure, count) in StatedCounts.Read(counts))
                sums[measure] = sums.GetValueOrDefault(measure) + sign * count;
        }

        Add(month, 1);
        Add(was, -1);
        Add(becomes, 1);
        return StatedCounts.Write(sums);
    }
}
