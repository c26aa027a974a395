namespace RatingDevice.Collector.Rollups;

/// <summary>Adds up what entries change, one sum a key.</summary>
internal sealed class RollupSums
{
    private readonly Dictionary<RollupKey, long> _sums = [];

    public void Add(CounterEvent e)
    {
        foreach (var delta in Tally.Deltas(e)) Add(delta);
    }

    public void Add(RollupCell cell)
    {
        var key = RollupKey.Of(cell);
        _sums[key] = _sums.GetValueOrDefault(key) + cell.Count;
    }

    /// <summary>The sums that are not 0, sorted by key.</summary>
    public IReadOnlyList<RollupCell> Cells() =>
        [.. _sums.Where(s => s.Value != 0).OrderBy(s => s.Key).Select(s => s.Key.Cell(s.Value))];
}
