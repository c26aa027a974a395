using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>Rows of days added up.</summary>
internal static class StatedSums
{
    public static IEnumerable<StatedRow> Months(IEnumerable<StatedRow> days)
    {
        var sums = new Dictionary<StatedKey, Dictionary<string, long>>();
        foreach (var (key, counts) in days)
        {
            var month = key with { Grain = Grain.Month, First = StatedChange.Month(key.First) };
            if (!sums.TryGetValue(month, out var sum))
                sums[month] = sum = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var (measure, count) in StatedCounts.Read(counts))
                sum[measure] = sum.GetValueOrDefault(measure) + count;
        }

        return sums.Select(s => new StatedRow(s.Key, StatedCounts.Write(s.Value)))
            .Where(r => r.Counts.Length > 0);
    }
}
