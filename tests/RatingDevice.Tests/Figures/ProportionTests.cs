using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Tests.Figures;

public sealed class ProportionTests
{
    [Fact]
    public void Ninety_eight_of_a_hundred_lies_between_93_0_and_99_4()
    {
        var p = new Proportion(98, 100);
        Assert.Equal((98.00m, 92.99m, 99.44m), (p.Percent, p.Low, p.High)); // 92.9984 and 99.4499, down
    }

    // With every rater satisfied: how many it takes until the lower end reaches a target.
    [Theory]
    [InlineData(35, 90)]
    [InlineData(73, 95)]
    [InlineData(189, 98)]
    public void All_satisfied_meets_a_target_only_from_some_n_on(long n, decimal target)
    {
        Assert.True(new Proportion(n, n).Low >= target);
        Assert.False(new Proportion(n - 1, n - 1).Low >= target);
        Assert.Equal(Verdict.Met, Verdicts.On(new(n, n), target, 0));
        Assert.Equal(Verdict.CannotBeSaid, Verdicts.On(new(n - 1, n - 1), target, 0));
    }

    [Fact]
    public void A_verdict_has_three_values_and_says_when_there_is_no_target()
    {
        Assert.Equal(Verdict.NotMet, Verdicts.On(new(80, 100), 90, 30));
        Assert.Equal(Verdict.CannotBeSaid, Verdicts.On(new(88, 100), 90, 30));
        Assert.Equal(Verdict.Met, Verdicts.On(new(980, 1000), 90, 30));
        Assert.Equal(Verdict.CannotBeSaid, Verdicts.On(new(29, 29), 50, 30));
        Assert.Equal(Verdict.CannotBeSaid, Verdicts.On(new(0, 0), 90, 0));
        Assert.Equal(Verdict.NoTarget, Verdicts.On(new(1, 100), null, 30));
    }

    [Fact]
    public void Nothing_to_divide_by_has_neither_rate_nor_interval()
    {
        var none = new Proportion(0, 0);
        Assert.Equal((null, null, null), (none.Percent, none.Low, none.High));
        Assert.False(none.Overlaps(new(1, 1)));
    }

    [Fact]
    public void The_rate_lies_in_its_interval_and_100_stands_only_for_all() => Prop.ForAll(
        Gen.Choose(1, 2_000_000).SelectMany(n => Gen.Choose(0, n).Select(k => (k, n))).ToArbitrary(), x =>
        {
            var p = new Proportion(x.k, x.n);
            return p.Low <= p.Percent && p.Percent <= p.High && p.Low >= 0 && p.High <= 100
                && (p.Percent == 100) == (x.k == x.n) && (p.High == 100) == (x.k == x.n)
                && (p.Low == 100) == false;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_cannot_be_told_from_the_best_shares_its_places()
    {
        // 98 % of 200 and 94 % of 50 touch; 70 % of 200 stands alone; 10 ratings are too few for a place
        Proportion[] all = [new(140, 200), new(196, 200), new(10, 10), new(47, 50), new(20, 200)];
        Assert.Equal(
            [new RankGroup(3, 3), new RankGroup(1, 2), null, new RankGroup(1, 2), new RankGroup(4, 4)],
            RankGroups.Of(all, 30));
    }

    [Fact]
    public void Places_are_given_once_each() => Prop.ForAll(
        Gen.Choose(0, 300).SelectMany(n => Gen.Choose(0, n).Select(k => new Proportion(k, n)))
            .ListOf().ToArbitrary(), all =>
        {
            var groups = RankGroups.Of([.. all], 1).OfType<RankGroup>().Distinct().OrderBy(g => g.First);
            var places = groups.SelectMany(g => Enumerable.Range(g.First, g.Last - g.First + 1));
            return places.SequenceEqual(Enumerable.Range(1, all.Count(p => p.Whole > 0)));
        }).QuickCheckThrowOnFailure();
}
