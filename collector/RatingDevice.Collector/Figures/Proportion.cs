namespace RatingDevice.Collector.Figures;

/// <summary>Some of a whole, with its Wilson interval. Percentages are rounded down to two decimals, so
/// 100.00 stands only for all of them.</summary>
/// <param name="Part">0 to <paramref name="Whole"/>; any other has no interval.</param>
/// <param name="Whole">0 has neither rate nor interval.</param>
internal readonly record struct Proportion(long Part, long Whole)
{
    /// <summary>Standard normal quantile of a two-sided 95 % interval.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Percent; null where there is nothing to divide by.</summary>
    public decimal? Percent => Whole <= 0 ? null
        : Part is >= 0 and < long.MaxValue / 10_000 ? Rounding.Hundredths(10_000 * Part / Whole)
        : Rounding.Down(100m * Part, Whole);

    /// <summary>Lower end of the 95 % Wilson interval, percent.</summary>
    public decimal? Low => !Sound ? null : Part == 0 ? 0m : Rounding.Down(100 * Ends().Low);

    /// <summary>Upper end of the 95 % Wilson interval, percent.</summary>
    public decimal? High => !Sound ? null : Part == Whole ? 100m : Rounding.Down(100 * Ends().High);

    /// <summary>True where chance alone may be the difference: the intervals touch.</summary>
    public bool Overlaps(Proportion other) => Low <= other.High && other.Low <= High;

    private bool Sound => Whole > 0 && Part >= 0 && Part <= Whole;

    private (double Low, double High) Ends()
    {
        var (n, share) = ((double)Whole, (double)Part / Whole);
        var centre = share + Z * Z / (2 * n);
        var half = Z * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        var scale = 1 + Z * Z / n;
        return ((centre - half) / scale, (centre + half) / scale);
    }
}

/// <summary>Down to two decimals, everywhere: a figure never looks better than it is.</summary>
internal static class Rounding
{
    /// <summary>Part of whole; null where there is no whole.</summary>
    public static decimal? Down(decimal part, decimal whole) =>
        whole <= 0 ? null : decimal.Floor(100m * part / whole) / 100m;

    /// <summary>A number that is not negative. What a double cannot hold exactly lies far behind the tenth
    /// decimal, and does not make 93 a 92.99.</summary>
    public static decimal Down(double number) =>
        Hundredths(Math.Max(0, (long)Math.Floor(Math.Round(100 * number, 10))));

    /// <summary>A whole number of hundredths, not negative, with its two decimals: a sheet has tens of
    /// thousands of these, and dividing decimals takes ten times as long.</summary>
    public static decimal Hundredths(long number) =>
        new((int)number, (int)(number >> 32), 0, isNegative: false, scale: 2);
}
