using RatingDevice.Collector.Dashboard.Feed;

namespace RatingDevice.Tests.Dashboard;

public sealed class LiveFeedTests
{
    private static readonly FeedLimits Small = new() { Ring = 5, Queue = 3, Viewers = 2 };
    private readonly LiveFeed _feed = new("run", Small);

    [Fact]
    public async Task A_viewer_gets_what_comes_in_order()
    {
        using var viewer = _feed.Join(null)!;
        Assert.False(viewer.Resumed);
        Publish(3);
        Assert.Equal(["run-1", "run-2", "run-3"], await TakeAsync(viewer, 3));
    }

    [Theory]
    [InlineData("run-10", true, new string[0])]
    [InlineData("run-8", true, new[] { "run-9", "run-10" })]
    [InlineData("run-5", true, new[] { "run-6", "run-7", "run-8", "run-9", "run-10" })]
    [InlineData("run-4", false, new string[0])] // fell out of the ring
    [InlineData("run-11", false, new string[0])] // not ours
    [InlineData("other-8", false, new string[0])] // of an earlier run of the collector
    [InlineData("resync", false, new string[0])]
    [InlineData("run-", false, new string[0])]
    [InlineData(null, false, new string[0])]
    public void Who_comes_back_gets_exactly_what_was_missed_or_begins_anew(
        string? last, bool resumed, string[] missed)
    {
        Publish(10);
        using var viewer = _feed.Join(last)!;
        Assert.Equal(resumed, viewer.Resumed);
        Assert.Equal(missed, viewer.Missed.Select(e => e.Id));
        Assert.Equal("run-10", viewer.Position);
    }

    [Fact]
    public async Task A_slow_viewer_is_dropped_and_counted_and_the_others_are_not_held_up()
    {
        using var slow = _feed.Join(null)!;
        using var quick = _feed.Join(null)!;
        for (var i = 0; i < 4; i++)
        {
            Publish(1);
            Assert.Single(await TakeAsync(quick, 1));
        }

        Assert.True(slow.Dropped);
        Assert.False(quick.Dropped);
        Assert.Equal((1, 1), (_feed.Dropped, _feed.Viewers));
        Assert.Empty(await AllAsync(slow)); // it ends at once, nothing waits in memory
    }

    [Fact]
    public void One_viewer_too_many_is_refused_and_counted_until_another_leaves()
    {
        var first = _feed.Join(null)!;
        using var second = _feed.Join(null)!;
        Assert.Null(_feed.Join(null));
        Assert.Equal(1, _feed.Refused);
        first.Dispose();
        using var third = _feed.Join(null);
        Assert.NotNull(third);
    }

    [Fact]
    public async Task The_end_ends_every_stream_and_lets_nobody_in()
    {
        using var viewer = _feed.Join(null)!;
        Publish(1);
        _feed.End();
        Assert.Equal(["run-1"], await AllAsync(viewer));
        Assert.False(viewer.Dropped);
        Assert.Null(_feed.Join(null));
    }

    private void Publish(int count)
    {
        for (; count > 0; count--) _feed.Publish("entry", "{}");
    }

    private static async Task<List<string>> TakeAsync(FeedViewer viewer, int count)
    {
        var ids = new List<string>();
        await foreach (var e in viewer.ReadAsync(CancellationToken.None))
        {
            ids.Add(e.Id);
            if (ids.Count == count) break;
        }

        return ids;
    }

    private static async Task<List<string>> AllAsync(FeedViewer viewer)
    {
        var ids = new List<string>();
        await foreach (var e in viewer.ReadAsync(CancellationToken.None)) ids.Add(e.Id);
        return ids;
    }
}
