namespace RatingDevice.Demo.Account;

/// <summary>Percentiles by nearest rank: every figure printed was measured once.</summary>
internal sealed class Percentiles
{
    private readonly double[] _sorted;

    public Percentiles(IEnumerable<double> samples)
    {
        _sorted = [.. samples];
        Array.Sort(_sorted);
    }

    public int Count => _sorted.Length;

    /// <summary>
    /// The smallest sample that at least so many percent do not pass; null without samples.
    /// </summary>
    public double? At(double percent)
    {
        if (percent is <= 0 or > 100)
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "not in 0-100");
        if (_sorted.Length == 0) return null;
        return _sorted[(int)Math.Ceiling(percent / 100 * _sorted.Length) - 1];
    }
}
