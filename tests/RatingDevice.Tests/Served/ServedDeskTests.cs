using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;

namespace RatingDevice.Tests.Served;

public sealed class ServedDeskTests
{
    private const string Called = "\"called\":\"2026-11-21 08:15:00\"";

    private readonly FeedRig _rig = new();

    [Fact]
    public void A_delivery_told_twice_changes_nothing()
    {
        var first = _rig.Tell(FeedRig.Row("a1", Called), FeedRig.Row("a2", Called));
        var commits = _rig.Store.Commits;
        var second = _rig.Tell(FeedRig.Row("a1", Called), FeedRig.Row("A2", Called));
        Assert.Equal((2, 0), (first.Taken, first.Known));
        Assert.Equal((0, 2), (second.Taken, second.Known));
        Assert.Equal(commits, _rig.Store.Commits);
        Assert.Equal(2, _rig.Held().Count);
    }

    [Fact]
    public void A_later_row_that_only_adds_completes_the_earlier_one()
    {
        _rig.Tell(FeedRig.Row("a1", "\"issued\":\"2026-11-21 08:00:00\""));
        var called = _rig.Tell(FeedRig.Row("a1", Called + ",\"counter\":\"c-1\""));
        var finished = _rig.Tell(FeedRig.Row("a1",
            "\"finished\":\"2026-11-21T08:20:00+08:00\",\"teller\":\"0071\",\"type\":\"对公\""));
        Assert.Equal((1, 1), (called.Completed, finished.Completed));
        var row = Assert.Single(_rig.Held());
        Assert.Equal(
            ("2026-11-21T00:00:00", "2026-11-21T00:15:00", "2026-11-21T00:20:00"),
            (Utc(row.Issued), Utc(row.Called), Utc(row.Finished)));
        Assert.Equal(("c-1", "0071", "对公"),
            (row.Counter.ToString(), row.Teller.ToString(), row.Type.ToString()));
        Assert.Equal(1, _rig.Tell(FeedRig.Row("a1", "\"void\":\"弃号\"," + Called)).Completed);
        Assert.Equal("弃号", _rig.Held()[0].Void);
    }

    [Fact]
    public void A_row_that_says_otherwise_is_kept_beside_and_never_merged()
    {
        _rig.Tell(FeedRig.Row("a1", Called + ",\"teller\":\"0071\""));
        var told = _rig.Tell(
            FeedRig.Row("a1", Called + ",\"teller\":\"1002\",\"finished\":\"2026-11-21 08:20:00\""));
        Assert.Equal((0, 1), (told.Completed, told.Contradicting.Count));
        var row = Assert.Single(_rig.Held());
        Assert.Equal(("0071", null), (row.Teller.ToString(), row.Finished));
        var contradiction = Assert.Single(_rig.Store.Contradictions(10));
        Assert.Equal(("0071", "1002", "http"),
            (contradiction.Kept.Teller.ToString(), contradiction.Refused.Teller.ToString(),
                contradiction.Source));
    }

    [Fact]
    public void Rows_of_one_delivery_see_each_other()
    {
        var told = _rig.Tell(
            FeedRig.Row("a1", Called), FeedRig.Row("a1", "\"finished\":\"2026-11-21 08:20:00\""),
            FeedRig.Row("a1", "\"called\":\"2026-11-21 08:16:00\""));
        Assert.Equal((1, 1, 1), (told.Taken, told.Completed, told.Contradicting.Count));
        Assert.NotNull(Assert.Single(_rig.Held()).Finished);
        Assert.Equal([3], told.Contradicting.Select(c => c.Row));
    }

    [Fact]
    public void A_ticket_drawn_before_midnight_and_called_after_is_one_customer()
    {
        _rig.Tell(FeedRig.Row("a1", "\"issued\":\"2026-11-20 23:50:00\""));
        var told = _rig.Tell(FeedRig.Row(
            "a1", "\"issued\":\"2026-11-20 23:50:00\",\"called\":\"2026-11-21 00:10:00\""));
        Assert.Equal((0, 1), (told.Taken, told.Completed));
        Assert.Empty(_rig.Held());
        Assert.NotNull(Assert.Single(_rig.Held("2026-11-20")).Called);
        // the same number the next day is another customer
        Assert.Equal(1, _rig.Tell(FeedRig.Row("a1", Called)).Taken);
    }

    [Theory]
    [InlineData("""{"outlet":"o-1","ticket":"a1","called":"2026-11-21 08:15","customerName":"x"}""",
        "customerName")]
    [InlineData("""{"outlet":"o-1","ticket":"a1"}""", "none of issued, called and finished")]
    [InlineData("""{"outlet":"o-1","called":"2026-11-21 08:15"}""", "ticket is missing")]
    [InlineData("""{"ticket":"a1","called":"2026-11-21 08:15"}""", "outlet is missing")]
    [InlineData("""{"outlet":"o-7","ticket":"a1","called":"2026-11-21 08:15"}""", "not in the registry")]
    [InlineData("""{"outlet":"o-1","ticket":"a 1","called":"2026-11-21 08:15"}""",
        "ticket 'a 1' is not an id")]
    [InlineData("""{"outlet":"o-1","ticket":"a1","called":"8:15"}""", "called '8:15' is not a time")]
    [InlineData("""{"outlet":"o-1","ticket":"a1","called":"2026-11-21T08:15:00+99:00"}""", "is not a time")]
    [InlineData("""{"outlet":"o-1","ticket":"a1","called":"2027-11-21 08:15"}""", "not of our time")]
    [InlineData("""{"outlet":"o-1","ticket":"a1","called":"1970-01-01 08:15"}""", "not of our time")]
    [InlineData("""{"outlet":"o-2","ticket":"a1","called":"2026-03-29 02:30"}""", "is not a time")]
    [InlineData("""{"outlet":"o-1","ticket":"a1","called":"2026-11-21 08:15","type":"a:b"}""",
        "business type")]
    [InlineData("""{"outlet":"o-1","ticket":7,"called":"2026-11-21 08:15"}""", "ticket")]
    [InlineData("""7""", "a row is a JSON object")]
    public void A_bad_row_is_refused_with_its_reason_and_the_others_are_taken(string row, string reason)
    {
        var told = _rig.Tell(row, FeedRig.Row("b1", Called));
        var refused = Assert.Single(told.Refused);
        Assert.Equal(1, refused.Row);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Equal("b1", Assert.Single(_rig.Held()).Ticket.ToString());
    }

    [Fact]
    public void More_rows_than_a_delivery_has_are_refused_each()
    {
        var rows = Enumerable.Range(1, ServedDesk.MostRows + 2).Select(i => FeedRig.Row($"a{i}", Called));
        var told = _rig.Tell([.. rows]);
        Assert.Equal((ServedDesk.MostRows, 2), (told.Taken, told.Refused.Count));
    }

    [Fact]
    public void What_the_store_did_not_keep_is_taken_the_next_time()
    {
        _rig.Store.Failures = 1;
        Assert.Throws<StoreException>(() => _rig.Tell(FeedRig.Row("a1", Called)));
        Assert.Equal(1, _rig.Tell(FeedRig.Row("a1", Called)).Taken);
    }

    private static string Utc(DateTimeOffset? at) => at!.Value.UtcDateTime.ToString("s");
}
