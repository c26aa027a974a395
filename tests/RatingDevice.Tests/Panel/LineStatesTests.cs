using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.GpioChip;

namespace RatingDevice.Tests.Panel;

public sealed class LineStatesTests
{
    private static readonly Dictionary<uint, PanelKey> Keys = new()
    {
        [1] = new(PanelRig.Levels[0]), [2] = new(PanelRig.Levels[1]), [3] = PanelKey.Invite,
    };

    [Fact]
    public void Numbers_that_follow_each_other_lose_nothing()
    {
        var watch = new SequenceWatch(3);
        Assert.All(new[] { Seen(1, 1, 1), Seen(2, 2, 1), Seen(1, 3, 2), Seen(3, 4, 1) },
            e => Assert.Equal(0u, watch.Take(e)));
    }

    [Fact]
    public void Lines_that_pass_each_other_on_two_processors_lose_nothing()
    {
        var watch = new SequenceWatch(3);
        LineEvent[] seen =
            [Seen(2, 2, 1), Seen(1, 1, 1), Seen(2, 5, 2), Seen(1, 3, 2), Seen(3, 4, 1), Seen(3, 6, 2)];
        Assert.All(seen, e => Assert.Equal(0u, watch.Take(e)));
    }

    [Fact]
    public void A_gap_in_a_line_s_own_numbers_is_a_loss_at_once()
    {
        var watch = new SequenceWatch(3);
        Assert.Equal(0u, watch.Take(Seen(1, 1, 1)));
        Assert.Equal(2u, watch.Take(Seen(1, 4, 4)));
        Assert.Equal(0u, watch.Take(Seen(1, 5, 5)));
    }

    [Fact]
    public void A_gap_that_stays_open_is_a_loss_though_its_line_is_silent()
    {
        var watch = new SequenceWatch(3);
        Assert.Equal(0u, watch.Take(Seen(1, 1, 1)));
        Assert.Equal(0u, watch.Take(Seen(1, 3, 2)));
        Assert.Equal(0u, watch.Take(Seen(1, 4, 3)));
        Assert.Equal(1u, watch.Take(Seen(1, 5, 4)));
        Assert.Equal(0u, watch.Take(Seen(1, 6, 5)));
    }

    [Fact]
    public void A_full_buffer_of_other_lines_is_told_with_its_number()
    {
        var watch = new SequenceWatch(3);
        Assert.Equal(0u, watch.Take(Seen(1, 1, 1)));
        Assert.Equal(40u, watch.Take(Seen(1, 42, 2)));
        Assert.Equal(0u, watch.Take(Seen(1, 43, 3)));
    }

    [Fact]
    public void Numbers_that_start_anew_after_the_highest_lose_nothing()
    {
        var watch = new SequenceWatch(1);
        watch.Take(Seen(1, uint.MaxValue, uint.MaxValue));
        Assert.Equal(0u, watch.Take(Seen(1, 0, 0)));
        Assert.Equal(0u, watch.Take(Seen(1, 1, 1)));
    }

    [Fact]
    public void A_bounce_told_as_down_twice_while_held_is_one_press() => Assert.Equal(1, Presses(
        States([]),
        Seen(1, 1, 1, LineEvent.Rising, 1000), Seen(1, 2, 2, LineEvent.Rising, 1500),
        Seen(1, 3, 3, LineEvent.Falling, 2000), Seen(1, 4, 4, LineEvent.Falling, 2001),
        Seen(1, 5, 5, LineEvent.Rising, 2020), Seen(1, 6, 6, LineEvent.Falling, 2040)));

    [Fact]
    public void A_press_whose_first_edge_was_read_as_up_is_one_press() => Assert.Equal(2, Presses(
        States([]),
        Seen(1, 1, 1, LineEvent.Falling, 1000), Seen(1, 2, 2, LineEvent.Rising, 1001),
        Seen(1, 3, 3, LineEvent.Falling, 1200),
        Seen(1, 4, 4, LineEvent.Falling, 2000), Seen(1, 5, 5, LineEvent.Rising, 2001)));

    [Fact]
    public void A_key_that_was_held_when_the_lines_were_opened_is_no_press_when_let_go() => Assert.Equal(0,
        Presses(States([Keys[1]]), Seen(1, 1, 1, LineEvent.Falling, 1000))
        + Presses(States(null), Seen(1, 1, 1, LineEvent.Falling, 1000)));

    /// <summary>What happens between the opening and the first look is both told and seen.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_press_before_the_first_look_is_a_press_and_letting_go_before_it_is_none(
        bool down, int presses)
    {
        var states = States(down ? [Keys[1]] : [], looked: 1005);
        LineEvent[] seen = down
            ? [Seen(1, 1, 1, LineEvent.Rising, 1000), Seen(1, 2, 2, LineEvent.Falling, 1100)]
            : [Seen(1, 1, 1, LineEvent.Falling, 1000), Seen(2, 2, 1, LineEvent.Falling, 1001)];
        Assert.Equal(presses, Presses(states, seen));
    }

    [Fact]
    public void Letting_go_after_a_loss_is_no_press() => Assert.Equal(1, Presses(
        States([]),
        Seen(1, 1, 1, LineEvent.Rising, 1000), Seen(2, 50, 49, LineEvent.Falling, 2000),
        Seen(1, 51, 2, LineEvent.Falling, 3000)));

    /// <summary>As seen on Debian's 6.1 without kernel debounce: numbers with gaps, nothing lost.</summary>
    [Fact]
    public void Edges_of_a_bounce_that_the_kernel_joins_are_neither_a_loss_nor_a_press_less()
    {
        var states = States([]);
        LineEvent[] seen =
        [
            Seen(1, 3, 3, LineEvent.Rising, 1000), Seen(1, 5, 5, LineEvent.Rising, 1002),
            Seen(1, 8, 8, LineEvent.Falling, 1200), Seen(1, 10, 10, LineEvent.Falling, 1203),
            Seen(2, 12, 2, LineEvent.Falling, 2000), Seen(1, 14, 12, LineEvent.Falling, 3000),
        ];
        Assert.DoesNotContain(seen.SelectMany(States([]).Take), e => e is PanelFault);
        Assert.Equal(3, Presses(states, seen)); // the last two were down and up again within one event
    }

    /// <summary>As seen on Debian's 6.1: an interrupt that fell into the one before was not told.</summary>
    [Fact]
    public void A_release_that_was_not_told_is_told_as_missing_by_the_next_press()
    {
        var states = States([]);
        states.Take(Seen(1, 1, 1, LineEvent.Rising, 1000));
        Assert.DoesNotContain(states.Take(Seen(1, 2, 2, LineEvent.Rising, 1040)), e => e is PanelFault);
        var told = states.Take(Seen(1, 3, 3, LineEvent.Rising, 2000));
        Assert.Equal([true, false], told.OfType<PanelFault>().Select(f => f.Raised));
        Assert.Equal([false, true], told.OfType<KeyEdge>().Select(e => e.Down));
    }

    [Fact]
    public void A_level_that_is_not_what_its_edges_say_is_believed_at_the_second_look()
    {
        var states = States([]);
        states.Take(Seen(1, 1, 1, LineEvent.Rising, 1000));
        Assert.Empty(states.Look([Keys[1]], Ms(1500)));
        Assert.Empty(states.Look([], Ms(2000)));
        Assert.Single(states.Take(Seen(2, 2, 1, LineEvent.Rising, 2500)));
        Assert.Equal([new KeyEdge(Keys[1], false, Ms(3000))],
            states.Look([Keys[2]], Ms(3000)).OfType<KeyEdge>());
        Assert.Empty(states.Look([Keys[2]], Ms(4000)));
    }

    [Fact]
    public void A_look_does_not_press_a_key_that_was_let_go_because_of_a_loss()
    {
        var states = States([]);
        states.Take(Seen(1, 1, 1, LineEvent.Rising, 1000));
        states.Take(Seen(2, 50, 49, LineEvent.Falling, 2000));
        for (var i = 0; i < 3; i++) Assert.Empty(states.Look([Keys[1]], Ms(3000 + i)));
    }

    [Fact]
    public void Lines_and_edges_of_no_meaning_do_no_harm()
    {
        var states = States([]);
        Assert.Empty(states.Take(Seen(99, 1, 1)));
        Assert.Empty(states.Take(Seen(1, 2, 1, id: 7)));
        Assert.Empty(states.Release(TimeSpan.Zero));
        Assert.Single(states.Take(Seen(3, 3, 1)));
        var released = Assert.Single(states.Release(TimeSpan.Zero));
        Assert.Equal(new KeyEdge(PanelKey.Invite, false, TimeSpan.Zero), released);
    }

    private static LineStates States(IReadOnlyCollection<PanelKey>? held, int looked = -1) =>
        new(Keys, held, Ms(looked));

    private static int Presses(LineStates states, params LineEvent[] seen)
    {
        var debouncer = new Debouncer(TimeSpan.FromMilliseconds(30));
        var presses = 0;
        foreach (var edge in seen.SelectMany(states.Take).OfType<KeyEdge>())
        {
            debouncer = debouncer.Next(edge, out var pressed);
            presses += pressed ? 1 : 0;
        }
        return presses;
    }

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);

    private static LineEvent Seen(uint line, uint seqno, uint own, uint id = LineEvent.Rising, int ms = 0) =>
        new(TimeSpan.FromMilliseconds(ms), id, line, seqno, own);
}
