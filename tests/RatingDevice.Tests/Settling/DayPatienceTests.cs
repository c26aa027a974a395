using RatingDevice.Collector.Account;
using RatingDevice.Collector.Settling;

namespace RatingDevice.Tests.Settling;

public sealed class DayPatienceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);

    private readonly DayPatience _patience = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));

    [Fact]
    public void A_day_is_ripe_once_it_is_quiet()
    {
        Assert.Empty(Look(0, 7));
        Assert.Empty(Look(1, 8));
        Assert.Empty(Look(2, 8));
        Assert.Single(Look(3, 8));
    }

    [Fact]
    public void A_day_that_is_never_quiet_is_ripe_now_and_then()
    {
        var ripe = Enumerable.Range(0, 91).Where(second =>
        {
            var found = Look(second, second);
            foreach (var day in found) _patience.Forget(day);
            return found.Count > 0;
        });
        Assert.Equal([30, 61], ripe);
    }

    [Fact]
    public void A_day_that_is_no_longer_marked_waits_anew_when_it_is_marked_again()
    {
        Look(0, 7);
        Assert.Equal(Start, _patience.Oldest);
        Assert.Empty(_patience.Ripe([], Start.AddSeconds(1)));
        Assert.Null(_patience.Oldest);
        Assert.Empty(Look(5, 9));
        Assert.Single(Look(7, 9));
    }

    private IReadOnlyList<DirtyDay> Look(int second, long mark) => _patience.Ripe(
        [new(OutletId.Parse("o-1"), new(2026, 11, 21), mark)], Start.AddSeconds(second));
}
