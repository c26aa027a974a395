namespace RatingDevice.Collector.HeadOffice;

/// <summary>A journal as statements tell it.</summary>
/// <param name="Journal">Which.</param>
/// <param name="Claims">Device and key; more than one is a finding.</param>
/// <param name="Last">The highest number stated.</param>
/// <param name="Unstated">How many numbers below it no day states.</param>
/// <param name="Holes">Runs of them, the longest first.</param>
/// <param name="Twice">Numbers that two outlets state.</param>
internal sealed record JournalAccount(
    JournalId Journal, IReadOnlyList<JournalClaim> Claims, long Last, long Unstated,
    IReadOnlyList<NumberRange> Holes, IReadOnlyList<NumberRange> Twice)
{
    /// <summary>Runs told of a journal.</summary>
    public const int MostHoles = 20;

    public static JournalAccount Of(JournalCover cover)
    {
        var holes = cover.Holes(out var untold);
        return new(
            cover.Journal, cover.Claims, cover.Last, holes.Sum(h => h.Count) + untold,
            [.. holes.OrderByDescending(h => h.Count).ThenBy(h => h.First).Take(MostHoles)],
            [.. cover.Twice().Take(MostHoles)]);
    }
}
