using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Gpio;

namespace RatingDevice.Tests.Panel.Gpio;

public sealed class KeyLooksTests
{
    private static readonly PanelKey A = new(PanelRig.Levels[0]), B = new(PanelRig.Levels[1]);
    private static readonly HashSet<PanelKey> None = [];

    private readonly KeyLooks _looks = new(None);

    [Fact]
    public void A_release_whose_bounce_is_told_late_is_one_edge()
    {
        Assert.Equal([new KeyEdge(A, true, Ms(0))], Look([A], (A, true), Ms(0)));
        Assert.Equal([new KeyEdge(A, false, Ms(90))], Look(None, (A, false), Ms(90)));
        // the thread that tells was held up for longer than a bounce
        Assert.Empty(Look(None, (A, true), Ms(135)));
        Assert.Empty(Look(None, (A, false), Ms(135)));
        Assert.Empty(_looks.Doubts(Ms(139)));
    }

    [Fact]
    public void A_key_whose_thread_is_late_is_seen_at_the_look_for_another()
    {
        Look([A], (A, true), Ms(0));
        Assert.Equal([new KeyEdge(B, true, Ms(7))], Look([A, B], (B, true), Ms(7)));
        Assert.Empty(Look([A, B], (A, true), Ms(60)));
    }

    [Fact]
    public void Of_two_keys_in_one_look_neither_is_a_press_and_that_is_told_once()
    {
        var edges = Look([A, B], (B, true), Ms(5));
        Assert.Equal([A, B], edges.Where(e => e.Down).Select(e => e.Key)); // found as stuck if they are
        var debouncer = new Debouncer(TimeSpan.FromMilliseconds(30));
        foreach (var edge in edges)
        {
            debouncer = debouncer.Next(edge, out var pressed);
            Assert.False(pressed);
        }

        Assert.Single(_looks.Doubts(Ms(5)));
        Look([A, B], (A, true), Ms(6));
        Assert.Empty(_looks.Doubts(Ms(900)));
    }

    [Fact]
    public void The_tellers_key_and_a_level_at_one_moment_are_both_taken()
    {
        var edges = Look([A, PanelKey.Invite], (A, true), Ms(5));
        Assert.Equal(2, edges.Count);
        Assert.All(edges, e => Assert.True(e.Down));
    }

    [Fact]
    public void A_press_that_bounced_at_its_first_look_counts_at_the_next_and_is_no_doubt()
    {
        Assert.Empty(Look(None, (A, true), Ms(0)));
        Assert.Equal([new KeyEdge(A, true, Ms(1))], Look([A], (A, true), Ms(1)));
        Assert.Empty(_looks.Doubts(Ms(900)));
    }

    [Fact]
    public void A_press_that_is_over_at_its_look_is_told_as_missing()
    {
        Assert.Empty(Look(None, (A, true), Ms(0)));
        Assert.Empty(_looks.Doubts(Ms(20)));
        Assert.Contains($"{A}", Assert.Single(_looks.Doubts(Ms(900))));
        Assert.Empty(_looks.Doubts(Ms(1900)));
    }

    [Fact]
    public void An_edge_that_nobody_told_is_found_and_told_as_missing()
    {
        Assert.Single(Look([A], null, Ms(0)));
        Assert.Empty(_looks.Doubts(Ms(0)));
        Assert.Contains($"{A}", Assert.Single(_looks.Doubts(Ms(1000))));
    }

    private IReadOnlyList<KeyEdge> Look(HashSet<PanelKey> down, (PanelKey, bool)? told, TimeSpan up) =>
        _looks.Look(down, told, up);

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(1_000 + ms);
}
