using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Firmware.Link;
using RatingDevice.Hosting;

namespace RatingDevice.Tests.Link;

public sealed class BackoffTests
{
    private static readonly Backoff Default = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 2000)]
    [InlineData(3, 4000)]
    [InlineData(7, 64000)]
    [InlineData(8, 120000)]
    [InlineData(1000000, 120000)]
    public void It_doubles_up_to_the_most(int failures, int ms) =>
        Assert.Equal(TimeSpan.FromMilliseconds(ms), Default.After(failures, 0.5));

    [Fact]
    public void Any_pause_is_within_a_quarter_of_its_step_and_no_step_is_above_the_most() => Prop.ForAll(
        Gen.Choose(1, 100).Zip(Gen.Choose(0, 999_999)).Zip(Gen.Choose(1, 10_000)).ToArbitrary(),
        drawn =>
        {
            var ((failures, roll), firstMs) = drawn;
            var backoff = new Backoff(TimeSpan.FromMilliseconds(firstMs), TimeSpan.FromMinutes(2));
            var step = Math.Min(firstMs * Math.Pow(2, failures - 1), 120_000);
            var ms = backoff.After(failures, roll / 1_000_000.0).TotalMilliseconds;
            return ms >= Math.Floor(step * 0.75) && ms <= step * 1.25;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Devices_that_start_in_the_same_second_spread_over_the_first_pause() => Prop.ForAll(
        Gen.Choose(0, 999_999).ToArbitrary(),
        roll => Default.AtStart(roll / 1_000_000.0) is var pause
            && pause >= TimeSpan.Zero && pause < Default.First
            && Math.Abs(pause.TotalMilliseconds - (roll / 1000.0)) <= 1).QuickCheckThrowOnFailure();

    [Fact]
    public void A_round_asks_each_broker_once_and_then_pauses()
    {
        var turn = new BrokerTurn(Count: 3);
        var asked = new List<int>();
        do
        {
            asked.Add(turn.Index);
            turn = turn.Failed();
        }
        while (!turn.RoundOver);

        Assert.Equal([0, 1, 2], asked);
        Assert.Equal(0, new BrokerTurn(3, Index: 2).Lost().Index);
    }
}
