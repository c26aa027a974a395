namespace RatingDevice.Collector.Flags;

/// <summary>How often chance alone makes what was seen.</summary>
internal static class Chance
{
    /// <summary>
    /// Had the same ratings come in random order: at most this is the chance of a run of one key at least so
    /// long. Exactly, it is the expected number of such runs: each of the gaps that the other ratings leave
    /// holds the run with the chance that its places are all drawn from the key's own. Nobody whose ratings
    /// are all the same has a run beyond chance.
    /// </summary>
    /// <param name="all">Ratings.</param>
    /// <param name="ofKey">Those of the key.</param>
    /// <param name="length">The run, at most <paramref name="ofKey"/>.</param>
    public static double OfRun(int all, int ofKey, int length)
    {
        var chance = (double)(all - ofKey + 1);
        for (var i = 0; i < length; i++) chance *= (double)(ofKey - i) / (all - i);
        return Math.Min(1, chance);
    }

    /// <summary>
    /// The chance of a share falling over rising bands at least as much as it did, were it the same in all:
    /// the one-sided Cochran-Armitage test for trend with bands numbered 0, 1, 2 …; 1 where there are fewer
    /// than five on either side, which the test cannot judge.
    /// </summary>
    /// <param name="bands">Some of all, of each band in order.</param>
    public static double OfFall(IReadOnlyList<(int Some, int All)> bands)
    {
        double all = bands.Sum(b => b.All), some = bands.Sum(b => b.Some);
        if (some < 5 || all - some < 5) return 1;
        var share = some / all;
        double trend = 0, first = 0, second = 0;
        for (var score = 0; score < bands.Count; score++)
        {
            trend += score * (bands[score].Some - bands[score].All * share);
            first += (double)score * bands[score].All;
            second += (double)score * score * bands[score].All;
        }

        var variance = share * (1 - share) * (second - first * first / all);
        return variance <= 0 ? 1 : Above(-trend / Math.Sqrt(variance));
    }

    /// <summary>The chance of a standard normal number above z.</summary>
    internal static double Above(double z)
    {
        if (z < 0) return 1 - Above(-z);
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (z > 3)
        {
            var fraction = z; // Laplace's continued fraction, from its far end
            for (var k = 60; k >= 1; k--) fraction = z + k / fraction;
            return density / fraction;
        }

        double sum = 0, term = z;
        for (var k = 1; term > 1e-17; k++)
        {
            sum += term;
            term *= z * z / (2 * k + 1);
        }

        return 0.5 - density * sum;
    }
}
