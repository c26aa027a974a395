namespace RatingDevice.Collector.Figures;

/// <summary>What can be said of a proportion against a target.</summary>
internal enum Verdict
{
    /// <summary>The definition has no target for it.</summary>
    NoTarget,

    /// <summary>The whole interval lies at or above the target.</summary>
    Met,

    /// <summary>The whole interval lies below the target.</summary>
    NotMet,

    /// <summary>The target lies within the interval, or there are fewer than the least n.</summary>
    CannotBeSaid,
}

/// <summary>Judges.</summary>
internal static class Verdicts
{
    /// <param name="of">The proportion.</param>
    /// <param name="target">Percent; null: none.</param>
    /// <param name="least">Least whole for a verdict.</param>
    public static Verdict On(Proportion of, decimal? target, int least) =>
        target is null ? Verdict.NoTarget
        : of.Whole < Math.Max(1, least) ? Verdict.CannotBeSaid
        : of.Low >= target ? Verdict.Met
        : of.High < target ? Verdict.NotMet
        : Verdict.CannotBeSaid;
}
