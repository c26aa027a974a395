using RatingDevice.Collector.Flags;

namespace RatingDevice.Tests.Flags;

public sealed class ChanceTests
{
    [Theory]
    [InlineData(10, 10, 10, 1)] // all the same: certain
    [InlineData(4, 2, 2, 0.5)] // AABB BAAB BBAA of six orders; expected number 3/6
    [InlineData(3, 1, 1, 1)]
    public void Of_a_run(int all, int ofKey, int length, double chance) =>
        Assert.Equal(chance, Chance.OfRun(all, ofKey, length), 12);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.0, 0.158655253931457)]
    [InlineData(1.959963984540054, 0.025)]
    [InlineData(3.0, 0.00134989803163009)]
    [InlineData(3.090232306167813, 0.001)]
    [InlineData(5.0, 2.86651571879194e-7)]
    [InlineData(-1.0, 0.841344746068543)]
    public void Above_of_the_normal_distribution(double z, double chance) =>
        Assert.Equal(chance, Chance.Above(z), chance * 1e-9);

    [Fact]
    public void Of_a_fall_with_two_bands_is_the_test_of_two_shares()
    {
        // 20 of 20 against 10 of 20: share 3/4, z = 5 / sqrt(3/16 × 10) = 3.6515
        Assert.Equal(Chance.Above(5 / Math.Sqrt(0.1875 * 10)), Chance.OfFall([(20, 20), (10, 20)]), 12);
        Assert.Equal(1 - Chance.OfFall([(20, 20), (10, 20)]), Chance.OfFall([(10, 20), (20, 20)]), 12);
    }

    [Fact]
    public void Of_too_few_nothing_is_said()
    {
        Assert.Equal(1, Chance.OfFall([(20, 20), (16, 20)]));
        Assert.Equal(1, Chance.OfFall([(4, 20), (0, 20)]));
        Assert.Equal(1, Chance.OfFall([(10, 20), (0, 0)]));
        Assert.Equal(1, Chance.OfFall([]));
    }
}
