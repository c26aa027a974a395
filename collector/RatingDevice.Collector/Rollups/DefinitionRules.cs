namespace RatingDevice.Collector.Rollups;

/// <summary>What the bank wants to reach, in percent; null: no target.</summary>
internal sealed record Targets(
    decimal? AnswerRate = null, decimal? RatingRate = null, decimal? SatisfactionRate = null);

/// <summary>How waiting is told.</summary>
/// <param name="LimitMinutes">Waiting this long or longer is over the limit.</param>
/// <param name="BandMinutes">Ends of the bands, rising; a last band lies above them.</param>
internal sealed record WaitingRules(int LimitMinutes, IReadOnlyList<int> BandMinutes)
{
    public static WaitingRules Usual { get; } = new(30, [10, 20, 30]);
}

/// <summary>Limits of the flags; each says what is out of the ordinary, never who is to blame.</summary>
/// <param name="SoonMs">A press sooner than this after its invitation.</param>
/// <param name="RunChance">A run of one key that chance makes this rarely, 0 to 1.</param>
/// <param name="BurstPresses">Ratings that many in a row with less than <paramref name="BurstGapMs"/>
/// between.</param>
/// <param name="BurstGapMs">See there.</param>
/// <param name="FallingChance">A fall of the invitation share with time which chance makes this
/// rarely.</param>
/// <param name="ReopenedMs">An invitation opened within this after the one before closed.</param>
internal sealed record FlagRules(
    int SoonMs, double RunChance, int BurstPresses, int BurstGapMs, double FallingChance, int ReopenedMs)
{
    public static FlagRules Usual { get; } = new(700, 0.001, 3, 10_000, 0.001, 2_000);
}
