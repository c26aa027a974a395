using FsCheck.Fluent;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

public sealed class DebouncerTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(BounceTrace.QuietMs);

    [Fact]
    public void One_press_is_exactly_one_press_however_the_key_bounces() => Seeded.Check(
        BounceTrace.Of("fair"),
        trace => Assert.Equal(trace.Presses, Presses(trace.Edges)));

    [Fact]
    public void Keys_bounce_apart_from_each_other() => Seeded.Check(
        BounceTrace.Of("fair").SelectMany(a => BounceTrace.Of("satisfied").Select(b => (a, b))),
        both =>
        {
            var mixed = both.a.Edges.Concat(both.b.Edges).OrderBy(e => e.Up).ToList();
            Assert.Equal(both.a.Presses.Concat(both.b.Presses).Order(), Presses(mixed));
        });

    [Fact]
    public void A_press_counts_at_its_first_edge_not_after_the_bounce_time()
    {
        var press = new KeyEdge(new PanelKey(LevelCode.Parse("fair")), Down: true, TimeSpan.Zero);
        new Debouncer(Quiet).Next(press, out var pressed);
        Assert.True(pressed);
    }

    [Fact]
    public void Without_a_quiet_time_each_down_edge_is_a_press()
    {
        var key = new PanelKey(LevelCode.Parse("fair"));
        var edges = ((bool[])[true, false, true]).Select(down => new KeyEdge(key, down, TimeSpan.Zero));
        Assert.Equal(2, Presses(edges, TimeSpan.Zero).Count);
    }

    private static List<TimeSpan> Presses(IEnumerable<KeyEdge> edges, TimeSpan? quiet = null)
    {
        var debouncer = new Debouncer(quiet ?? Quiet);
        var presses = new List<TimeSpan>();
        foreach (var edge in edges)
        {
            debouncer = debouncer.Next(edge, out var pressed);
            if (pressed) presses.Add(edge.Up);
        }

        return presses;
    }
}
