namespace RatingDevice.Collector.Figures;

/// <summary>Where a proportion lies in a funnel.</summary>
internal enum FunnelPlace
{
    /// <summary>Too few to say anything.</summary>
    None,

    /// <summary>Within what chance alone does in 998 of 1000 cases.</summary>
    Within,

    /// <summary>Above it.</summary>
    Above,

    /// <summary>Below it.</summary>
    Below,
}

/// <summary>Limits of the funnel for one number of ratings, percent.</summary>
internal readonly record struct FunnelLimits(
    long N, decimal Low95, decimal High95, decimal Low998, decimal High998);

/// <summary>
/// The funnel: how far a part may lie from the whole's proportion by chance, the narrower the more ratings it
/// rests on. Limits of the score test, so they need no table and stay within 0 and 100.
/// </summary>
/// <param name="whole">All parts together.</param>
/// <param name="least">Fewer ratings than this say nothing.</param>
internal sealed class Funnel(Proportion whole, int least)
{
    private const double Z95 = 1.959963984540054, Z998 = 3.090232306167813;

    /// <summary>The proportion at the middle, percent.</summary>
    public decimal? Centre => whole.Percent;

    /// <summary>Where a part lies.</summary>
    public FunnelPlace Place(Proportion part)
    {
        if (whole.Whole == 0 || part.Whole < Math.Max(1, least)) return FunnelPlace.None;
        var away = (double)part.Part / part.Whole - Share;
        return Math.Abs(away) <= Reach(part.Whole, Z998) ? FunnelPlace.Within
            : away > 0 ? FunnelPlace.Above : FunnelPlace.Below;
    }

    /// <summary>The limits at rising numbers of ratings, up to the most; closer together where they
    /// bend.</summary>
    public IReadOnlyList<FunnelLimits> Limits(long most, int steps = 40)
    {
        if (whole.Whole == 0 || most < 1) return [];
        var first = (double)Math.Max(1, Math.Min(least, most));
        return [.. Enumerable.Range(0, steps + 1)
            .Select(i => (long)Math.Round(first * Math.Pow(most / first, (double)i / steps)))
            .Distinct().Select(At)];
    }

    private double Share => (double)whole.Part / whole.Whole;

    private FunnelLimits At(long n) => new(
        n, Percent(Share - Reach(n, Z95)), Percent(Share + Reach(n, Z95)),
        Percent(Share - Reach(n, Z998)), Percent(Share + Reach(n, Z998)));

    private double Reach(long n, double z) => z * Math.Sqrt(Share * (1 - Share) / n);

    private static decimal Percent(double share) => Rounding.Down(100 * Math.Clamp(share, 0, 1));
}
