using RatingDevice.Collector.Figures;

namespace RatingDevice.Tests.Figures;

public sealed class FunnelTests
{
    private static readonly Funnel Funnel = new(new(900, 1000), 30);

    /// <summary>By hand: 0.9 ± 1.95996 · √(0.9 · 0.1 / 100) = 0.9 ± 0.0588, and
    /// 0.9 ± 3.09023 · 0.03.</summary>
    [Fact]
    public void Limits_are_those_worked_out_by_hand()
    {
        var last = Funnel.Limits(100)[^1];
        Assert.Equal(new FunnelLimits(100, 84.12m, 95.87m, 80.72m, 99.27m), last);
    }

    [Fact]
    public void Limits_begin_at_the_least_n_narrow_and_stay_within_a_hundred()
    {
        var limits = Funnel.Limits(50_000);
        Assert.Equal((30, 50_000), (limits[0].N, limits[^1].N));
        Assert.Equal(100m, limits[0].High998);
        foreach (var (wider, narrower) in limits.Zip(limits.Skip(1)))
        {
            Assert.True(wider.N < narrower.N);
            Assert.True(wider.Low998 <= narrower.Low998 && narrower.High998 <= wider.High998);
            Assert.True(narrower.Low998 <= narrower.Low95 && narrower.High95 <= narrower.High998);
        }
    }

    [Theory]
    [InlineData(79, 100, FunnelPlace.Below)]
    [InlineData(81, 100, FunnelPlace.Within)]
    [InlineData(99, 100, FunnelPlace.Within)]
    [InlineData(100, 100, FunnelPlace.Above)]
    [InlineData(0, 29, FunnelPlace.None)]
    public void What_chance_may_do_is_not_told_apart(long part, long whole, object place) =>
        Assert.Equal(place, Funnel.Place(new(part, whole)));

    [Fact]
    public void Of_nothing_there_is_no_funnel()
    {
        var empty = new Funnel(new(0, 0), 30);
        Assert.Empty(empty.Limits(100));
        Assert.Equal(FunnelPlace.None, empty.Place(new(50, 100)));
    }
}
