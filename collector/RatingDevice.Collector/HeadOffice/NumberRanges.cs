namespace RatingDevice.Collector.HeadOffice;

/// <summary>
/// A set of a journal's numbers as ranges: sorted, and never side by side. Bounded: where there are too many,
/// the two lowest become one, and what lies between them is only counted. Pure but for what it holds.
/// </summary>
/// <param name="most">Ranges kept.</param>
internal sealed class NumberRanges(int most = NumberRanges.Most)
{
    /// <summary>An honest journal has a few a year.</summary>
    public const int Most = 1024;

    private readonly List<NumberRange> _ranges = [];

    public IReadOnlyList<NumberRange> Ranges => _ranges;

    /// <summary>Numbers that are not in the set, and that no range tells any more.</summary>
    public long Untold { get; private set; }

    /// <summary>Adds all numbers of a range, 1 or higher; some may be there already.</summary>
    public void Add(NumberRange range)
    {
        var at = FirstNear(range.First);
        var end = at;
        for (; end < _ranges.Count && _ranges[end].First - 1 <= range.Last; end++)
        {
            var there = _ranges[end];
            var (low, high) = (there.First <= range.First ? there : range,
                there.Last >= range.Last ? there : range);
            range = new(low.First, high.Last, low.From, high.To);
        }

        _ranges.RemoveRange(at, end - at);
        _ranges.Insert(at, range);
        if (_ranges.Count <= most) return;
        Untold += _ranges[1].First - _ranges[0].Last - 1;
        _ranges[0] = new(_ranges[0].First, _ranges[1].Last, _ranges[0].From, _ranges[1].To);
        _ranges.RemoveAt(1);
    }

    /// <summary>Numbers between the ranges, each run with the days before and after it.</summary>
    public IEnumerable<NumberRange> Holes()
    {
        for (var i = 1; i < _ranges.Count; i++)
        {
            yield return new(
                _ranges[i - 1].Last + 1, _ranges[i].First - 1, _ranges[i - 1].To, _ranges[i].From);
        }
    }

    /// <summary>The first range that ends at a number, beside it or after it.</summary>
    private int FirstNear(long number)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Last >= number - 1) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
