using RatingDevice.Firmware.Link;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Link;

/// <summary>Chance is 0.5 throughout, which is "no jitter".</summary>
public sealed class UploaderTests
{
    private static readonly Uploader Fresh = new()
    {
        AckWait = new Backoff(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40)),
        Slowest = TimeSpan.FromSeconds(120),
    };

    /// <summary>Lines 11 to 20 were sent at second 100, after ack 10.</summary>
    private static readonly Uploader Waiting = Fresh.Sent(11, 20, At(100), 0.5);

    private static readonly UploadStep Send = new(true), Idle = new(false);

    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(10, 11, true)]
    [InlineData(0, 100, true)]
    public void With_nothing_under_way_it_sends_what_is_not_acknowledged(long acked, long head, bool sends) =>
        Assert.Equal(sends ? Send : Idle, Fresh.Next(At(100), acked, head));

    [Fact]
    public void With_a_batch_under_way_it_waits_for_the_ack_however_much_more_there_is() =>
        Assert.Equal(new UploadStep(false, At(105)), Waiting.Next(At(101), 10, 1000));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(9, 40)]
    public void Without_an_ack_it_sends_again_ever_more_slowly(int unanswered, int seconds)
    {
        var state = (Fresh with { Unanswered = unanswered }).Sent(11, 20, At(100), 0.5);
        Assert.Equal(state, state.Expire(At(100 + seconds - 1)));
        var expired = state.Expire(At(100 + seconds));
        Assert.Equal(unanswered + 1, expired.Unanswered);
        Assert.Equal(Send, expired.Next(At(100 + seconds), 10, 20));
    }

    /// <summary>The cursor was at 10; the ack moves it to n.</summary>
    [Theory]
    [InlineData(20)] // the whole batch
    [InlineData(15)] // a part of it
    [InlineData(30)] // more: the collector held it already
    [InlineData(4)] // less: the collector lost data
    [InlineData(0)] // all of it
    public void An_ack_at_another_place_is_followed_at_once(long n)
    {
        var state = Waiting with { Unanswered = 3 };
        var next = state.Acked(n, refused: null, known: true, before: 10, At(101), 0.5);
        Assert.Equal(Send, next.Next(At(101), n, 100));
        Assert.Equal(0, next.Unanswered);
    }

    [Fact]
    public void An_old_ack_said_twice_does_not_answer_the_batch_under_way() =>
        Assert.Equal(Waiting, Waiting.Acked(10, refused: null, known: true, before: 10, At(101), 0.5));

    [Fact]
    public void A_refusal_is_a_fault_and_the_slowest_pause()
    {
        var next = Waiting.Acked(10, RefusalReason.BadSignature, known: true, before: 10, At(101), 0.5);
        Assert.Equal(RefusalReason.BadSignature, next.Refused);
        Assert.Equal(new UploadStep(false, At(221)), next.Next(At(220), 10, 100));
        Assert.Equal(Send, next.Next(At(221), 10, 100));
        Assert.Null(next.Sent(11, 20, At(221), 0.5).Acked(20, null, true, 10, At(222), 0.5).Refused);
    }

    [Fact]
    public void A_digest_that_does_not_fit_is_a_fault_and_the_slowest_pause()
    {
        var next = Waiting.Acked(20, refused: null, known: false, before: 10, At(101), 0.5);
        Assert.True(next.Mismatch);
        Assert.Equal(new UploadStep(false, At(221)), next.Next(At(101), 10, 100));
        Assert.False(next.Acked(20, refused: null, known: true, before: 10, At(222), 0.5).Mismatch);
    }

    [Fact]
    public void A_fork_shows_both_the_mismatch_and_the_refusal()
    {
        var next = Waiting.Acked(20, RefusalReason.Fork, known: false, before: 10, At(101), 0.5);
        Assert.True(next.Mismatch);
        Assert.Equal(RefusalReason.Fork, next.Refused);
    }

    [Fact]
    public void A_gap_is_no_fault_it_says_where_to_go_on()
    {
        var next = Waiting.Acked(4, RefusalReason.Gap, known: true, before: 10, At(101), 0.5);
        Assert.Null(next.Refused);
        Assert.Equal(Send, next.Next(At(101), 4, 100));
    }

    [Fact]
    public void A_gap_at_the_place_it_was_sent_from_is_a_fault_or_it_would_go_round_for_ever()
    {
        var next = Waiting.Acked(10, RefusalReason.Gap, known: true, before: 10, At(101), 0.5);
        Assert.Equal(RefusalReason.Gap, next.Refused);
        Assert.False(next.Next(At(102), 10, 100).Send);
    }

    [Fact]
    public void A_lost_connection_forgets_the_batch_under_way_but_not_a_pause()
    {
        Assert.Equal(Send, Waiting.Disconnected().Next(At(101), 10, 100));
        var refused = Waiting.Acked(10, RefusalReason.UnknownDevice, known: true, before: 10, At(101), 0.5);
        Assert.False(refused.Disconnected().Next(At(102), 10, 100).Send);
    }

    private static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);
}
